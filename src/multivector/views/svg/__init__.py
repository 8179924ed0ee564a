"""Charts as SVG text: each a pure function of plain frozen data and a width in pixels.

Nothing is told by colour alone: solid, dashed and hatched differ in print, in greyscale and to every eye. Texts are
measured with a small table of advance widths (`measure`), so that labels neither collide nor leave the picture.
"""
