"""What clients owe: statements, ages of debts, reminders."""
