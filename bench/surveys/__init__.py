"""How long it takes to count a whole questionnaire: our single pass over frozen sheets beside a query an item."""
