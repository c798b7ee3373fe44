"""Language codes of ISO 639-2, which BCP 47 writes with two letters where it can.

RFC 5646, 2.2.1: a language that has a code of two letters is known by it alone. Babel
has such a table too, but it follows CLDR, which takes Tagalog for Filipino and Twi for
Akan; a rate for the one is none for the other.
"""

from types import MappingProxyType

from flowfit_invoicing.text import tag

# ISO 639-1, and ISO 639-2/T; behind the slash 639-2/B where that is another code.
_CODES = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze
ba:bak be:bel bg:bul bh:bih bi:bis bm:bam bn:ben bo:bod/tib br:bre bs:bos ca:cat
ce:che ch:cha co:cos cr:cre cs:ces/cze cu:chu cv:chv cy:cym/wel da:dan de:deu/ger
dv:div dz:dzo ee:ewe el:ell/gre en:eng eo:epo es:spa et:est eu:eus/baq fa:fas/per
ff:ful fi:fin fj:fij fo:fao fr:fra/fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj
gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye/arm hz:her ia:ina
id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl/ice it:ita iu:iku ja:jpn jv:jav
ka:kat/geo kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas
ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub
lv:lav mg:mlg mh:mah mi:mri/mao mk:mkd/mac ml:mal mn:mon mr:mar ms:msa/may mt:mlt
my:mya/bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:nld/dut nn:nno no:nor nr:nbl nv:nav
ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que
rm:roh rn:run ro:ron/rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin
sk:slk/slo sl:slv sm:smo sn:sna so:som sq:sqi/alb sr:srp ss:ssw st:sot su:sun sv:swe
sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso
tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol
xh:xho yi:yid yo:yor za:zha zh:zho/chi zu:zul
"""

TWO_LETTERS = MappingProxyType(
    {
        three: two
        for two, both in (entry.split(":") for entry in _CODES.split())
        for three in both.split("/")
    }
)
"""The code of two letters by each code of three."""


def tag_of(code: str) -> str:
    """Give the tag of BCP 47 for a code of ISO 639, with a region or without one.

    Raises `InvalidValueError` for what is no tag.

    >>> tag_of("fre-CA"), tag_of("ger"), tag_of("deu"), tag_of("fil")
    ('fr-CA', 'de', 'de', 'fil')
    """
    language, *rest = code.lower().split("-")
    return tag("-".join([TWO_LETTERS.get(language, language), *rest]))
