"""The purchase dialog: what was taken, by whom, for whom, how it was paid, and until when it is a
secret.
"""

from storebook.gui.dialogs.record_purchase.dialog import RecordPurchase

__all__ = ["RecordPurchase"]
