"""Nos mots en français. L’espace devant : et % est insécable."""

SENTENCES = {
    "numbers-missing": (
        "aucun document n’a les numéros {first} à {last} de cette série"
    ),
    "numbers-of-no-counter": (
        "aucun compteur n’a donné ce numéro, ni d’autres jusqu’à {last} : "
        "{count} en tout"
    ),
    "counter-behind": (
        "le compteur en est à {last}, mais des documents vont jusqu’à {highest}"
    ),
    "column-differs": (
        "la colonne {column} contient {found}, le JSON à côté {expected}"
    ),
    "claim-lost": "plus rien n’indique que {holder} la facture",
    "claim-broken": "ce que {holder} en facture est illisible",
    "number-twice": "le numéro n’est pas celui d’un seul document",
    "billed-twice": "plus que facturée en entier, {holder} en a une part",
    "refused-for-good": "le message a été refusé pour de bon : {error}",
    "message-waits": (
        "le message attend depuis le {since}, après {tries} essais; "
        "dernière erreur : {error}"
    ),
    "store": "{store} : en panne, rien n’a été écrit : {cause}",
    "store-busy": "{store} : toujours occupé, rien n’a été écrit : {cause}",
    "store-full": "{store} : plus de place, rien n’a été écrit : {cause}",
    "store-read-only": "{store} : en lecture seule, rien n’a été écrit : {cause}",
    "store-connection": "{store} : introuvable, rien n’a été écrit : {cause}",
    "store-restored": (
        "{store} : copie restaurée, numbers_resume_at attendu pour {series}"
    ),
    "outcome-unknown": "{store} : on ignore si c’est écrit : {cause}",
    "link-changed": "maillon {position} : il a été modifié après avoir été scellé",
    "link-displaced": ("maillon {position} : il n’est plus là où il a été scellé"),
    "link-missing": (
        "maillon {position} : celui derrière lequel il a été scellé "
        "manque ou a été scellé de nouveau"
    ),
    "chain-ends-early": "la chaîne ne se termine pas par le dernier maillon connu",
    "serializing": "{at} : {expected}",
    "sums-differ": "{path} : {written} est écrit, le calcul donne {computed}",
    "already-weighted": (
        "l’analyse est déjà pondérée, "
        "le tarif « {rate} » la pondérerait une deuxième fois"
    ),
    "amount-exceeded": "{subject} : {asked} demandés, {available} disponibles",
    "ambiguous-rates": (
        "tarif « {first} » : « {second} » pourrait l’emporter aussi bien"
    ),
    "ambiguous-rates-units": (
        "offre {units}, et chaque unité a un tarif : « {first} », « {second} »"
    ),
    "band-mismatch": "tranche « {band} » : elle chevauche {rows} de la grille",
    "band-without-row": (
        "tranche « {band} » : aucune ligne de la grille ne la couvre, "
        "elle est facturée en entier"
    ),
    "purchase-order-required": (
        "client {client} : il exige un bon de commande, le brouillon n’en a pas"
    ),
    "registration-missing": (
        "{tax} : facturée sans le numéro d’inscription de {seller}"
    ),
    "address-missing": "{party} : sans adresse postale",
    "contact-missing": "client {client} : sans personne-ressource",
    "zero-line": "ligne {line}, {description} : son montant est nul",
    "negative-total": "un total de {amount} : zéro ou plus était attendu",
    "incomplete-draft": (
        "{draft} : impossible de l’émettre pour l’instant : {findings}"
    ),
    "outdated-draft": ("{draft} : le travail a changé depuis : {findings}"),
    "base-differs": (
        "la liste {base} derrière elle n’est pas celle du catalogue, malgré son nom"
    ),
    "circular-bases": "listes {names} : elles renvoient l’une à l’autre en cercle",
    "closed-period": (
        "{on} : une date après le {closed_until} était attendue, "
        "les livres sont clos jusque-là"
    ),
    "conflict": "{subject} : attendu {expected}, trouvé {actual}",
    "currency-mismatch": "{actual} : un montant en {expected} était attendu",
    "delivery": (
        "document {invoice} : émis et mis en file, livraison non confirmée : {cause}"
    ),
    "deposit-deducted": "dépôt {number} : déjà pris par {holder}",
    "deposit-rest": (
        "dépôt {deposit} : {rest} ne peuvent en être déduits et restent disponibles"
    ),
    "work-changed-since-part": (
        "{description} : {after} maintenant, {before} quand une part en a été facturée"
    ),
    "deposit-changed": (
        "dépôt {deposit} : {after} déduits maintenant, {before} sur le brouillon"
    ),
    "deposit-unpaid": "dépôt {number} : l’argent n’est pas là",
    "deposit-left-out": "dépôt {deposit} : il n’en est pas déduit",
    "deposit-too-large": (
        "dépôts {numbers} : {deposits}, c’est plus que les {total} auxquels ils se "
        "rapportent"
    ),
    "part-too-large": "part de {asked} : plus que les {left} qui restent",
    "tax-of-deposits": (
        "{tax} : {of_deposits} sur l’ensemble des acomptes, {of_whole} sur le tout"
    ),
    "deposit-on-drafts": (
        "dépôt {deposit} : {holder} le déduit aussi, et c’est trop pour les deux"
    ),
    "tax-of-parts": (
        "{tax} : {of_parts} sur l’ensemble des parts, {of_whole} sur le tout"
    ),
    "discount-lapsed": (
        "facture {number} : escompte pris le {on}, dernier jour admis : {last_day}"
    ),
    "due-before-issue": (
        "échéance du {due_date} : elle ne peut précéder l’émission ({issue_date})"
    ),
    "empty-draft": ("{draft} : aucune ligne, ajoutez-en une avant d’émettre"),
    "format": "{at} : {expected}",
    "future-date": "{on} : une date d’ici au {today} était attendue",
    "grid-lost": (
        "tarif « {rate} » : sans grille de correspondances, celui de {base} en a une"
    ),
    "invalid-value": "{culprit} : {expected}",
    "invoicing": "",
    "mapping-rule-never-fits": (
        "règle {rule} : elle ne s’applique jamais, {first} vient avant elle"
    ),
    "missing-client": "sans client",
    "missing-purchase-order": "sans bon de commande",
    "exchange-rate-missing": (
        "taux de change de {source} en {target} : inconnu (jour demandé : {on})"
    ),
    "exchange-rate-mismatch": (
        "taux de change de {source} en {target} : "
        "un taux de ces deux monnaies était attendu, reçu : {actual}"
    ),
    "project-not-given": (
        "projet {culprit} : il est sur le brouillon, et n’a pas été donné"
    ),
    "project-without-client": "projet {culprit} : sans client",
    "repeated-project": "projets {culprit} : l’un d’eux a été donné deux fois",
    "clients-differ": ("client {culprit} : {differing} diffère d’un projet à l’autre"),
    "several-clients": (
        "clients {culprit} : des projets d’un seul client étaient attendus"
    ),
    "too-large": "{culprit} : un nombre inférieur à 10^15 était attendu",
    "message-refused": "message {message_id} : refusé pour {refusals}",
    "mixed-units": "volume compté par {unit} : des lignes le sont par {units}",
    "negative-line": "remise {amount} : elle rend la ligne négative",
    "no-recipient": "{party} : sans adresse électronique",
    "nothing-to-credit": "facture {invoice_number} : il ne reste rien à créditer",
    "nothing-counted": "rien n’y est compté, rien n’est facturé",
    "rounded-to-nothing": ("{counted} : l’arrondi donne {billed}, rien n’est facturé"),
    "over-credit": (
        "{asked} : de zéro à {left} attendu, ce qui reste à créditer ({rest})"
    ),
    "overpayment": (
        "{subject} : {paid} payés alors que {due} sont dus, "
        "précisez si le reste est gardé en crédit"
    ),
    "quantity-missing": (
        "le service {service} a un prix par {wanted}, la tâche offre : {offered}"
    ),
    "quote-state": ("devis {quote} : {state} depuis le {since}, attendu : {expected}"),
    "rate-gap": (
        "tarif « {before} » : il prend fin avant que « {after} » ne commence, "
        "aucun des deux n’est valide du {first_day} au {last_day}"
    ),
    "rate-list-not-found": "liste de prix « {name} » : le catalogue a : {known}",
    "rate-not-found": (
        "service {service} : aucune liste n’a de tarif pour ce travail : {scope}; "
        "les plus proches : {nearest}"
    ),
    "rate-never-wins": (
        "tarif « {rate} » : il ne l’emporte jamais, une liste avant lui couvre tout"
    ),
    "rendering": "gabarit {template} : {cause}",
    "service-outside-catalog": "service utilisé, mais absent du catalogue",
    "service-without-rate": "aucune liste n’a de tarif pour ce service",
    "service-without-task": ("aucun type de tâche n’est apparié à ce service"),
    "several-currencies": (
        "en {currency}, et la liste par défaut {default} en {default_currency}; "
        "ce que celle-ci tarifie et non celle-là : {services}"
    ),
    "task-already-billed": "tâches {tasks} : déjà prises par {holder}",
    "task-repeated": "tâches {tasks} : deux fois sur le brouillon",
    "tax-undetermined": "{field} : absent ou inconnu, la taxe ne peut être déterminée",
    "unmapped-task": ("aucun service n’est apparié aux tâches de type « {kind} »"),
    "unpriced-partition": "partition {number}, {partition} : {cause}",
    "unpriced-partitions": "partitions sans prix : {errors}",
    "unpriced-tasks": "tâches sans prix : {errors}",
    "work-added": ("{description} ({amount}) : absent du brouillon"),
    "work-gone": (
        "{description} ({amount}) : sur le brouillon, mais plus dans le travail"
    ),
    "work-twice": "{description} ({amount}) : deux fois sur le brouillon",
    "description-changed": "{description} : s’appelle maintenant {after}",
    "reference-changed": (
        "bon de commande : {after} maintenant, {before} sur le brouillon"
    ),
    "client-changed": "client {client} : modifié depuis la création du brouillon",
    "count-changed": ("{description} : {after} maintenant, {before} sur le brouillon"),
    "rate-changed": (
        "{description} : prix unitaire de {after} maintenant, "
        "de {before} sur le brouillon"
    ),
    "adjustment-changed": (
        "{description} : {after} maintenant, {before} sur le brouillon"
    ),
    "part-changed": (
        "{description} : {after} en tout maintenant, {before} quand cette part en a "
        "été faite"
    ),
    "tax-changed": ("{description} : {after} maintenant, {before} sur le brouillon"),
    "agreed-outdated": (
        "{description} : {agreed} reste convenu au lieu de {before}; "
        "le travail vaut maintenant {after}"
    ),
}

HINTS = {
    "numbers-missing": (
        "cherchez les documents dans une copie, et gardez une trace du motif"
    ),
    "numbers-of-no-counter": (
        "rouvrez avec numbers_resume_at, après les numéros de la série"
    ),
    "counter-behind": "rouvrez avec numbers_resume_at, après le plus élevé",
    "column-differs": (
        "cherchez qui a modifié la base de données, et regardez dans une copie"
    ),
    "claim-lost": (
        "cherchez qui a modifié la base de données, et ne la facturez pas ailleurs"
    ),
    "claim-broken": (
        "cherchez qui a modifié la base de données, et regardez dans une copie"
    ),
    "number-twice": "comparez les documents à ceux qu’ont les clients",
    "billed-twice": "créditez l’un des documents",
    "refused-for-good": "corrigez l’adresse, puis renvoyez le document",
    "message-waits": "corrigez ce qu’elle dit, puis lancez deliver_pending()",
    "store": "voyez ce que dit la base de données",
    "store-busy": "réessayez; cherchez qui écrit si longtemps",
    "store-full": "faites de la place, puis recommencez",
    "store-read-only": "permettez au processus d’y écrire",
    "store-connection": "démarrez la base de données, ou rouvrez-la",
    "store-restored": (
        "dites pour chaque série où reprennent les numéros qu’ont les clients"
    ),
    "outcome-unknown": "refaites la même chose avec le même brouillon enregistré",
    "chain-ends-early": "cherchez les maillons manquants dans une copie",
    "link-changed": "comparez-le avec l’exemplaire du client",
    "link-displaced": "remettez les maillons dans l’ordre où ils ont été scellés",
    "link-missing": "cherchez dans une copie le maillon qui le précède",
    "serializing": "écrivez-le de nouveau avec to_json(), ou corrigez l’endroit nommé",
    "sums-differ": (
        "cherchez ce qui a été modifié; read_json() donne ce que le calcul donne"
    ),
    "amount-exceeded": "ne prenez pas plus que ce qu’il y a",
    "address-missing": "entrez l’adresse",
    "contact-missing": "nommez une personne-ressource sur le brouillon ou au client",
    "incomplete-draft": "corrigez chacun de ces points, puis émettez-le",
    "outdated-draft": "actualisez le brouillon, ou émettez-le tel quel",
    "negative-total": "réduisez la remise, ou émettez une note de crédit",
    "purchase-order-required": "entrez le bon de commande du client",
    "registration-missing": (
        "entrez le numéro du vendeur; il le faut au client pour récupérer la taxe"
    ),
    "zero-line": "entrez ce qui est facturé, ou retirez la ligne",
    "ambiguous-rates": (
        "mettez fin à un tarif avant le début de l’autre, ou supprimez-le"
    ),
    "ambiguous-rates-units": (
        "retirez une des quantités de la tâche, ou un des tarifs de la liste"
    ),
    "already-weighted": "donnez au tarif la grille MatchGrid.of()",
    "band-mismatch": "donnez à la grille des lignes qui couvrent la tranche entière",
    "band-without-row": "donnez à la grille une ligne pour cette tranche",
    "base-differs": ("mettez la liste du catalogue derrière elle, ou renommez l’autre"),
    "circular-bases": "laissez l’une d’elles sans liste derrière elle",
    "closed-period": "datez-le après la clôture, ou rouvrez la période",
    "conflict": "relisez, puis refaites la modification",
    "currency-mismatch": "donnez au client une liste de prix dans sa monnaie",
    "delivery": "réessayez avec deliver_pending()",
    "discount-lapsed": "faites payer le plein montant, ou radiez l’écart",
    "due-before-issue": "convenez d’une date ultérieure",
    "empty-draft": "ajoutez une ligne, ou supprimez le brouillon",
    "format": "exportez le fichier de nouveau",
    "future-date": "datez-le d’aujourd’hui, ou attendez",
    "grid-lost": (
        "donnez une grille à la liste ou au tarif du client; "
        "MatchGrid.of() dit qu’il n’y en a pas"
    ),
    "invalid-value": "corrigez la valeur",
    "invoicing": "voir la documentation",
    "mapping-rule-never-fits": "placez-la avant l’autre règle, ou supprimez-la",
    "missing-client": "donnez un client au projet avant de le facturer",
    "missing-purchase-order": "demandez au client son bon de commande",
    "deposit-deducted": "laissez ce dépôt de côté",
    "deposit-changed": "actualisez le brouillon",
    "deposit-unpaid": "notez l’encaissement à son arrivée, ou actualisez le brouillon",
    "deposit-left-out": (
        "déduisez-le; là où le dépôt est taxé, la taxe serait due deux fois"
    ),
    "deposit-rest": "déduisez-le d’une facture ultérieure, ou remboursez-le",
    "work-changed-since-part": (
        "facturez la différence sur une ligne à part, ou créditez-la"
    ),
    "deposit-too-large": "laissez un dépôt de côté pour une facture ultérieure",
    "part-too-large": "demandez moins, ou tout ce qui reste",
    "tax-of-deposits": "rien : chaque acompte a été taxé à part, et arrondi",
    "deposit-on-drafts": "déduisez-le d’un seul des deux",
    "tax-of-parts": "rien : chaque part est taxée comme un document à part entière",
    "exchange-rate-missing": "donnez au moteur un taux du jour, ou le jour",
    "exchange-rate-mismatch": "corrigez les taux de change donnés au moteur",
    "project-not-given": "donnez tous les projets du brouillon",
    "project-without-client": "donnez un client au projet avant de le facturer",
    "repeated-project": "donnez chaque projet une seule fois",
    "several-clients": "faites un brouillon par client",
    "clients-differ": "donnez à tous les projets le client tel qu’il est maintenant",
    "too-large": "corrigez la quantité, le prix ou le taux de change",
    "message-refused": "corrigez l’adresse, ou envoyez le document à une autre",
    "mixed-units": "précisez pour quels services c’est convenu, ou comptez le montant",
    "negative-line": "réduisez la remise, ou accordez-la sur tout le document",
    "no-recipient": "entrez une adresse électronique",
    "nothing-to-credit": "voyez les notes de crédit de la facture",
    "nothing-counted": "entrez ce qui a été fait, ou appariez ce type de tâche à None",
    "rounded-to-nothing": (
        "convenez d’un minimum, ou de plus de décimales ou d’un autre arrondi "
        "pour l’unité"
    ),
    "over-credit": "ne créditez pas plus que ce qui reste, ou créditez le tout",
    "overpayment": "gardez le reste en crédit du client, ou payez moins",
    "quantity-missing": "entrez une quantité dans cette unité, ou ajoutez un tarif",
    "quote-state": "faites un nouveau devis, ou une révision de celui-ci",
    "rate-gap": "prolongez l’un des deux, ou ajoutez un tarif pour ces jours",
    "rate-list-not-found": "ajoutez la liste au catalogue, ou corrigez le client",
    "rate-not-found": (
        "ajoutez un tarif à la liste du client ou à une liste dont elle dépend"
    ),
    "rate-never-wins": "supprimez-le, ou le tarif qui le cache",
    "rendering": "corrigez le gabarit; rien n’a été émis",
    "service-outside-catalog": "ajoutez le service au catalogue",
    "service-without-rate": "ajoutez un tarif, ou retirez le service",
    "service-without-task": (
        "appariez-lui un type de tâche, ou gardez-le pour les lignes saisies à la main"
    ),
    "several-currencies": (
        "ajoutez des tarifs dans cette monnaie, ou une liste derrière celle-ci"
    ),
    "task-already-billed": "supprimez l’autre brouillon, ou laissez ces tâches de côté",
    "task-repeated": "retirez l’une des lignes",
    "tax-undetermined": "complétez l’adresse; une province est un code, tel QC",
    "unmapped-task": (
        "appariez ce type à un service, ou à None s’il ne se facture pas"
    ),
    "unpriced-partition": "corrigez ce qui la charge, puis traitez-la seule",
    "unpriced-partitions": (
        "corrigez ce qui charge chacune d’elles, puis traitez celles-là seules"
    ),
    "unpriced-tasks": "corrigez chacune d’elles",
    "work-added": "actualisez le brouillon, ou laissez-le tel quel",
    "work-twice": "retirez l’une des lignes",
    "description-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "reference-changed": "actualisez le brouillon, ou entrez le bon numéro",
    "client-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "work-gone": "actualisez le brouillon, ou retirez la ligne",
    "count-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "rate-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "adjustment-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "part-changed": "supprimez le brouillon et facturez la part de nouveau",
    "tax-changed": "actualisez le brouillon, ou laissez-le tel quel",
    "agreed-outdated": "convenez de nouveau de la ligne, ou laissez-la telle quelle",
}

LABELS = {
    "at": "{place} : {sentence}",
    "pair": "{source} → {target}",
    "quantity": "{amount} {unit}",
    "part": "{whole}, part de {part} sur {of}",
    "deposit": "Demande de dépôt",
    "deposit-invoice": "Facture d’acompte",
    "deposit-for": "Dépôt pour le projet {project}",
    "deposit-invoice-for": "Acompte pour le projet {project}",
    "deducted": "Moins l’acompte {number} du {day}, dont les taxes de {tax}",
    "deposit-paid": "Dépôt {number} du {day}",
    "none": "aucun",
    "none-known": "aucune",
    "none-offered": "aucune quantité",
    "none-services": "aucun service",
    "no-languages": "sans langues",
    "no-day": "sans date",
    "any-language": "toute langue",
    "from-day": "dès le {first}",
    "until-day": "jusqu’au {last}",
    "draft": "Brouillon",
    "invoice": "Facture",
    "quote": "Devis",
    "quote-for": "Devis pour",
    "quote-number": "Devis",
    "revision-of": "Remplace",
    "valid-until": "Valide jusqu’au",
    "quoted-total": "Total",
    "quote-open": "ouvert",
    "quote-sent": "envoyé",
    "quote-accepted": "accepté",
    "quote-refused": "refusé",
    "quote-expired": "expiré",
    "quote-replaced": "remplacé",
    "number": "Numéro",
    "issue-date": "Date",
    "due-date": "Échéance",
    "from": "De",
    "bill-to": "Facturé à",
    "purchase-order": "Bon de commande",
    "projects": "Projet",
    "several-projects": "Projets",
    "description": "Description",
    "quantity-column": "Quantité",
    "unit": "Unité",
    "unit-price": "Prix unitaire",
    "price-per": "{price} pour {per}",
    "amount": "Montant",
    "line-net": "Montant net",
    "lines-net": "Total des lignes",
    "allowances": "Remises",
    "charges": "Suppléments",
    "net": "Total avant taxes",
    "tax": "{name} {percent} sur {taxable}",
    "gross": "Total",
    "prepaid": "Payé",
    "rounding": "Arrondi",
    "credited-before": "Déjà crédité",
    "credited": "Montant crédité",
    "credit-note": "Note de crédit",
    "credited-invoice": "Facture créditée",
    "of-day": "{number} du {day}",
    "reason": "Motif",
    "due": "Montant dû",
    "vat": "TVA",
    "period": "Période de service",
    "from-to": "{start} – {end}",
    "client-reference": "Votre référence",
    "cost-centre": "Centre de coûts",
    "contact": "À l’attention de",
    "group-other": "Autres",
    "group-project": "Projet {project}",
    "subtotal": "Sous-total",
    "percent-of": "{reason}, {percent} de {base}",
    "not-a-quote": "Ce brouillon n’est pas encore un devis.",
    "not-an-invoice": "Ce brouillon n’est pas une facture.",
    "made-grouped": (
        "Les montants regroupés sont des sommes de montants arrondis un à un."
    ),
    "registration": "{name} : {registration}",
    "notes": "Notes",
    "tier": "{percent} dès {start}",
    "most": "Maximum convenu",
    "exchange-rate": "1 {source} = {rate} {target} ({on})",
    "near-miss": "« {rate} » de la liste {rate_list} ({excluded})",
    "excluded-domain": "domaine",
    "excluded-target": "langue cible",
    "excluded-source": "langue source",
    "excluded-day": "date",
    "excluded-unit": "unité",
    "rule": "{asked} → {services}",
    "rule-workflow": "flux {name}",
    "rule-client": "client {name}",
    "not-billed": "non facturé",
    "band-new": "sans correspondance",
    "band-fuzzy": "correspondances partielles",
    "band-exact": "correspondances à 100 %",
    "band-context": "correspondances contextuelles",
    "band-repetition": "répétitions",
    "band-mt": "traduction automatique",
    "band-internal": "correspondances internes",
    "band-nontranslatable": "non traduisible",
    "band-count": "{band} : {before} → {after}",
    "band-tm-range": "correspondances à {range}",
    "task-reference": "Votre référence : {reference}",
    "no-tax": "aucune taxe",
    "tax-rate": "{name} {percent}",
    "bands": "Correspondances",
    "minimum": "Frais minimum",
    "made-weighted": (
        "Les mots sont pondérés selon les correspondances de la mémoire de traduction."
    ),
    "made-exchanged": "Les prix ont été convertis au taux de {exchange}.",
    "mail-subject": "Facture {number} de {seller}",
    "mail-text": (
        "Bonjour,\n\nVous trouverez ci-joint la facture {number} de {due}, "
        "payable au plus tard le {due_date}.\n\nMerci,\n{seller}\n"
    ),
    "mail-subject-credit-note": "Note de crédit {number} de {seller}",
    "mail-text-credit-note": (
        "Bonjour,\n\nVous trouverez ci-joint la note de crédit {number} de {due}, "
        "qui crédite la facture {invoice_number} du {invoice_date} : {reason}\n\n"
        "Merci,\n{seller}\n"
    ),
    "quoted": "Devis",
    "done": "Réalisé",
    "change-of-work": "Ce qui a changé",
    "work-same": "rien",
    "work-counted": "quantité différente",
    "work-priced": "prix différent",
    "work-counted-and-priced": "quantité et prix différents",
    "others-changed": "d’autres lignes de la tâche ont changé",
    "work-added": "ajouté",
    "work-dropped": "retiré",
    "mail-subject-quote": "Devis {number} de {seller}",
    "mail-text-quote": (
        "Bonjour,\n\nVous trouverez ci-joint le devis {number} de {due}, "
        "valide jusqu’au {valid_until}.\n\nPour l’accepter, il suffit de répondre à ce "
        "message, avec un numéro de bon de commande s’il y a lieu.\n\n"
        "Merci,\n{seller}\n"
    ),
    "terms": "Conditions de paiement",
    "terms-receipt": "payable à la réception",
    "terms-net": "payable dans un délai de {days}",
    "terms-end-of-month": "payable à la fin du mois de la facture",
    "terms-end-of-month-plus": "payable {days} après la fin du mois de la facture",
    "terms-days-then-end-of-month": (
        "payable à la fin du mois, au plus tôt {days} après la facture"
    ),
    "terms-day-of-next-month": "payable le {day} du mois suivant la facture",
    "terms-fixed": "payable au plus tard le {day}",
    "terms-part": "{percent} {terms}",
    "terms-discount": (
        "{terms}; escompte de {percent} du prix avant taxes "
        "si le tout est payé dans un délai de {days}"
    ),
    "instalments": "Versements",
    "instalment": "{amount} au plus tard le {day}",
    "statement": "Relevé de compte",
    "statement-title": "Relevé de compte, {client}, au {day}",
    "opening": "Solde reporté",
    "balance": "Solde",
    "day": "Date",
    "reference": "Référence",
    "entry-invoice": "Facture",
    "entry-credit-note": "Note de crédit",
    "entry-deposit": "Dépôt de nouveau détenu",
    "entry-payment": "Paiement",
    "entry-discount": "Escompte pour paiement rapide",
    "entry-write-off": "Radiation",
    "entry-reversal": "Paiement retourné",
    "entry-refund": "Remboursement",
    "age-current": "Non échu",
    "age-between": "{first} à {last} jours",
    "age-over": "Plus de {last} jours",
    "before": "Avant",
    "after": "Après",
    "difference": "Écart",
    "change": "Variation",
    "tasks": "Tâches",
    "total": "Total",
    "client": "Client",
    "service": "Service",
    "languages": "Langues",
    "no-client": "sans client",
    "no-service": "sans service",
    "no-analysis": "sans analyse",
    "uncompared": "Non comparé",
    "only-before": "prix avant seulement",
    "only-after": "prix après seulement",
    "neither": "sans aucun prix",
    "other-currency": "dans une autre monnaie",
    "counted": "Compté",
    "priced": "Avec prix",
    "share": "Part",
    "missing": "Ce qui manque, par exemple",
    "completed": "Terminé le",
    "age": "Jours",
    "is-error": "Bloque",
    "is-warning": "À vérifier",
}

PHRASES = {
    "closing": "clôture",
    "credit-note": "note de crédit {name}",
    "credit-of-client": "crédit du client {name}",
    "deposit": "dépôt {name}",
    "discounted-payment": "paiement avec escompte de la facture {name}",
    "document": "document {name}",
    "draft": "brouillon {name}",
    "draft-unsaved": "ce brouillon",
    "exchange-rate-of": "taux de change ({of})",
    "forfeiture": "sa confiscation",
    "return": "son remboursement",
    "withdrawal": "son retrait",
    "deposits-of": "dépôts ({of})",
    "paid": "un dépôt payé",
    "unpaid": "un dépôt impayé",
    "awaiting": "un dépôt en attente de paiement",
    "invoice": "facture {name}",
    "line-of": "ligne {nth} de {name}",
    "message": "message {name}",
    "number": "numéro {name}",
    "payment": "paiement {name}",
    "quote": "devis {name}",
    "reversal": "annulation {name}",
    "seller": "vendeur {name}",
    "series": "série {name}",
    "taxes-of": "taxes ({of})",
    "this-document": "ce document",
    "a-draft": "un brouillon",
    "another": "un autre",
    "as-issued": "tel qu’émis",
    "as-kept": "tel qu’enregistré",
    "being-delivered": "en cours de livraison",
    "billed": "facturé",
    "content-of": "le contenu de {name}",
    "day-from": "une date à partir du {day}",
    "given": "déjà attribué",
    "id-of-documents": "l’id {name}, sous lequel ses documents sont enregistrés",
    "issued": "une facture émise",
    "kept": "enregistré",
    "new": "nouveau",
    "no-reversal": "autre chose qu’une annulation",
    "not-billed": "non facturé",
    "not-overdue": "pas en retard",
    "not-reversed": "non annulé",
    "of-client": "du client {name}",
    "overdue": "en retard",
    "version": "version {number}",
    "waiting": "en attente",
}

STEPS = {
    "task": "tâche {task} de type « {kind} », {languages}, {day}",
    "task-without-day": "tâche {task} de type « {kind} », {languages}",
    "mapping": "les tâches de type « {kind} » se facturent comme {name} ({service})",
    "mapping-rule": "facturé comme {name} ({service}) par la règle {rule}",
    "list": "les tarifs sont ceux de la liste « {name} »",
    "rate": "tarif {rate} : {result} par {unit}",
    "band": "{band} : {count} × {percent} = {result}",
    "rate-per": "tarif {rate} : {result} pour {per} {unit}",
    "band-price": "{band} : {percent} de {unit_price} = {result}",
    "band-rounded": "{band} : {percent} de {unit_price}, arrondi : {result}",
    "band-agreed": "{band} : {price} comme convenu",
    "band-agreed-rounded": "{band} : {price} comme convenu, arrondi : {result}",
    "round-price": "prix unitaire, arrondi : {result}",
    "weight-rounded": "quantité pondérée, arrondie : {result}",
    "convert": "{counted} ÷ {size}, arrondi : {result}",
    "weight": "quantité pondérée : {result}",
    "price": "{quantity} × {unit_price} = {result}",
    "price-per": "{quantity} × {unit_price} ÷ {per} = {result}",
    "round": "arrondi : {result}",
    "minimum": ("minimum de {minimum}; jusqu’ici {amount} : ajout de {result}"),
    "allowance": "{reason} : moins {result}",
    "charge": "{reason} : plus {result}",
    "allowance-percent": "{reason} : {percent} de {base}, moins {result}",
    "charge-percent": "{reason} : {percent} de {base}, plus {result}",
    "credit": "crédite la ligne {line} de la facture : {description}",
    "typed-in": "saisi à la main : {description}",
    "fee": "convenu en plus des tarifs : {description}",
    "fixed": "somme convenue : {result}",
    "percentage": "{percent} de {base} = {result}",
    "percentage-at-least": "{percent} de {base}, au moins {least} : {result}",
    "percentage-at-most": "{percent} de {base}, au plus {most} : {result}",
    "percentage-between": (
        "{percent} de {base}, au moins {least}, au plus {most} : {result}"
    ),
    "exchange-minimum": "minimum de {minimum}, {exchange}, arrondi : {result}",
    "exchange-sum": "somme convenue de {sum}, {exchange}, arrondie : {result}",
    "least": "au moins {minimum}; jusqu’ici {amount} : il manque {result}",
    "most": "au plus {maximum}; jusqu’ici {amount} : {result} de trop",
    "tiers-reached": (
        "{counted}, selon le palier atteint ({tiers}), sur {base} : {result}"
    ),
    "tiers-graduated": (
        "{counted}, chaque part selon son palier ({tiers}), sur {base} : {result}"
    ),
    "share": (
        "part de cette ligne, sur {whole} à répartir entre {lines} lignes : {result}"
    ),
    "exchange": "{unit_price} au taux de {exchange} : {result}",
    "part-share": (
        "sur {whole} à facturer maintenant, réparti entre {lines} lignes selon ce qui "
        "reste de chacune : {result}"
    ),
    "part": "part de {whole} : {result}",
    "part-percent": "{percent} de {whole} : {result}",
    "part-rest": "{whole} moins {before} déjà facturé : {result}",
    "waived": "le minimum de {minimum} n’est pas facturé : {reason}",
    "agreed-quantity": "quantité : {result} au lieu de {computed}, comme convenu",
    "agreed-quantity-because": (
        "quantité : {result} au lieu de {computed}, comme convenu : {reason}"
    ),
    "agreed-price-because": (
        "prix unitaire : {result} convenu au lieu de {computed} : {reason}"
    ),
    "agreed-price": "prix unitaire : {result} convenu au lieu de {computed}",
    "kept-allowance": "{reason} : moins {result}, comme avant",
    "kept-charge": "{reason} : plus {result}, comme avant",
    "agreed": "{result} convenu au lieu de {computed} : {reason}",
}
