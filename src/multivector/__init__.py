"""multivector: a sourced plain-text ledger of a state's dealings with several powers, and the answers computed from it.

>>> import multivector
>>> loaded = multivector.load("dossiers/small")
>>> loaded.problems
()
>>> multivector.lenses.money(loaded.ledger).lens
'money'
"""

from multivector import lenses
from multivector.load import Loaded, load
from multivector.model.ledger import Ledger

__all__ = ["Ledger", "Loaded", "lenses", "load"]
__version__ = "0.1.0"
