"""What must agree in a book: a name, and a question that counts the rows which do not."""

AGREEMENTS = {
    "every ticket is the sum of its lines": """
        SELECT count(*) FROM purchase
        LEFT JOIN (
            SELECT purchase_id, sum(net_cents) AS net, sum(tax_cents) AS tax
            FROM line GROUP BY purchase_id
        ) AS sums ON sums.purchase_id = purchase.id
        WHERE purchase.net_cents <> coalesce(sums.net, 0)
           OR purchase.tax_cents <> coalesce(sums.tax, 0)
        """,
    # Where no payment is on file it is not known how the ticket was paid; of one that was begun
    # with a deposit the rest may be left to pay.
    "payments come to what the ticket does": """
        SELECT count(*) FROM purchase
        JOIN (
            SELECT purchase_id, sum(amount_cents) AS paid FROM payment GROUP BY purchase_id
        ) AS payments ON payments.purchase_id = purchase.id
        WHERE payments.paid <> purchase.total_cents
          AND NOT (on_deposit AND payments.paid BETWEEN 1 AND purchase.total_cents)
        """,
    "every ticket is as secret as what is on it": """
        SELECT count(*) FROM purchase
        JOIN (
            SELECT line.purchase_id, piece.secret_until
            FROM piece JOIN line ON line.id = piece.line_id
            WHERE piece.secret_until IS NOT NULL
            UNION ALL
            SELECT back.purchase_id, piece.secret_until
            FROM line AS back JOIN piece ON piece.line_id = back.returns_line_id
            WHERE piece.secret_until IS NOT NULL
        ) AS kept ON kept.purchase_id = purchase.id
        WHERE coalesce(purchase.secret_until, '') < kept.secret_until
        """,
    "every shopper’s running sum is that of the tickets": """
        SELECT count(*) FROM (
            SELECT shopper_id, min(day), max(day), count(*), sum(net_cents) FROM purchase
            WHERE shopper_id IS NOT NULL GROUP BY shopper_id
            EXCEPT SELECT shopper_id, first_day, last_day, purchases, net_cents
            FROM shopper_summary
        )
        """,
    "no running sum without a ticket": """
        SELECT count(*) FROM shopper_summary
        WHERE NOT EXISTS (
            SELECT 1 FROM purchase WHERE purchase.shopper_id = shopper_summary.shopper_id
        )
        """,
    "returns do not bring back more than was bought": """
        SELECT count(*) FROM line AS bought
        JOIN (
            SELECT returns_line_id, -sum(quantity) AS back
            FROM line WHERE returns_line_id IS NOT NULL GROUP BY returns_line_id
        ) AS returned ON returned.returns_line_id = bought.id
        WHERE returned.back > bought.quantity
        """,
    "every occasion’s key is its month and day": """
        SELECT count(*) FROM occasion WHERE month_day <> month * 100 + coalesce(day, 1)
        """,
    "every occasion stands in the order of days and names": """
        SELECT count(*) FROM occasion
        LEFT JOIN shopper ON shopper.id = occasion.shopper_id
        LEFT JOIN occasion_order ON occasion_order.occasion_id = occasion.id
        WHERE occasion_order.calendar IS NOT occasion.calendar
           OR occasion_order.month_day IS NOT occasion.month_day
           OR occasion_order.sort_key IS NOT shopper.sort_key
        """,
    "the order of days has no others": """
        SELECT count(*) FROM occasion_order WHERE occasion_id NOT IN (SELECT id FROM occasion)
        """,
    "every phone is found backwards": """
        SELECT count(*) FROM phone WHERE length(backwards) <> length(digits)
        """,
    # The log. A step is done, undone and done again in turn.
    "every undo follows what it undoes": """
        SELECT count(*) FROM (
            SELECT id, takes_back_id, step_id, is_undo,
                   lag(is_undo, 1, 0) OVER (PARTITION BY step_id ORDER BY id) AS was_undone
            FROM change
            WHERE takes_back_id IS NOT NULL
        )
        WHERE takes_back_id >= id
           OR step_id >= id
           OR (step_id IS NOT NULL AND is_undo = was_undone)
        """,
    "the log was written one change after another": """
        SELECT count(*) FROM (
            SELECT change_id < lag(change_id) OVER (ORDER BY id) AS is_back FROM change_row
        ) WHERE is_back
        """,
    "the log speaks of numbers that were given out": """
        SELECT count(*) FROM change_row
        LEFT JOIN sqlite_sequence ON sqlite_sequence.name = change_row.table_name
        WHERE coalesce(sqlite_sequence.seq, 0) < change_row.last_id
        """,
    "the log says for each row what it was": """
        SELECT count(*) FROM change_row
        WHERE before IS NOT NULL AND coalesce(before ->> 'id', 0) <> first_id
        """,
    "every change that is in the log did something": """
        SELECT count(*) FROM change
        WHERE NOT EXISTS (SELECT 1 FROM change_row WHERE change_row.change_id = change.id)
          AND NOT EXISTS (SELECT 1 FROM log_erasure WHERE log_erasure.change_id = change.id)
        """,
}
