"""KTAB's files of the spatial model of politics <-> a table of collective bargaining.

KTAB reads two formats. A CSV file begins with a row of name, description, number of actors and number of dimensions; a row of
heads; and a row for each actor: name, description, capability, and position and salience of each dimension. An XML file says the
same in elements, and adds the seed, the nine options of the model, and how far ideals follow positions (`IdealAdjustment`).

Read more strictly than by KTAB, where each of these goes unnoticed: an element that should hold a number and is empty (KTAB
reads 0), two actors of one name, a seed in hexadecimal (KTAB reads the 0 before its x), a document type (refused, since it may
declare entities without end), and text that is no UTF-8. Read more freely: fewer than three actors, actors without capability,
any subset of the options, a file without adjustments, rows that a spreadsheet has padded with commas.

References: Wise, Lester, Efird (2015), Multidimensional bargaining using KTAB, KAPSARC; the program's own reader and examples.
"""

from multivector.exchange.ktab.commas import read_csv, write_csv
from multivector.exchange.ktab.markup import read_xml
from multivector.exchange.ktab.scenario import Locate, Scenario

__all__ = ["Locate", "Scenario", "read_csv", "read_xml", "write_csv"]
