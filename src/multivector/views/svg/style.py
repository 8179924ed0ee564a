"""The style of charts: colours as variables, so that dark pages and print change them in one place."""

CSS = """
:root { --bar: #35618a; --bar-pale: #dfe8f0; --more: #8a2b1d; --paper-gap: #fdfcf9; }
@media (prefers-color-scheme: dark) { :root { --bar: #7fa9cf; --bar-pale: #2b3a48; --more: #e38b76; --paper-gap: #17181a; } }
@media print { :root { --bar: #444; --bar-pale: #e4e4e4; --more: #000; --paper-gap: #fff; } }
.chart { font: 12px/1 var(--sans); fill: var(--ink); overflow: visible; }
.chart text.quiet, .chart tspan.quiet { fill: var(--quiet); }
.chart text.strong, .chart tspan.strong { font-weight: 600; }
.chart a { text-decoration: none; }
.chart a:hover text, .chart a:focus-visible text { text-decoration: underline; }
.chart .grid { stroke: var(--rule); stroke-width: 1; fill: none; }
.chart .rule { stroke: var(--quiet); stroke-width: 1; fill: none; }
.chart .today { stroke: var(--more); stroke-width: 1; stroke-dasharray: 2 3; fill: none; }
.chart .solid { fill: var(--bar); stroke: var(--bar); }
.chart .dashed { fill: var(--bar-pale); stroke: var(--bar); stroke-dasharray: 4 3; }
.chart .hatched { stroke: var(--bar); }
.chart .gap { fill: var(--paper-gap); }
.chart .hatch { stroke: var(--bar); stroke-width: 2.4; fill: none; }
.chart .mark { stroke: var(--ink); stroke-width: 1.4; fill: none; }
.chart .span { fill: var(--bar-pale); stroke: var(--bar); }
.chart .frame { fill: var(--paper-gap); stroke: var(--rule); }
.chart .vague { fill: var(--bar-pale); }
.chart .point { fill: var(--bar); stroke: var(--paper-gap); stroke-width: 1; }
.chart .rival { fill: var(--paper-gap); stroke: var(--more); stroke-width: 1.6; }
.chart .hollow { fill: var(--paper-gap); stroke: var(--bar); stroke-width: 1.6; }
.chart .band { fill: var(--bar); fill-opacity: .1; }
.chart .course { stroke: var(--bar); stroke-width: 1.8; fill: none; }
.chart .plain { stroke: var(--quiet); stroke-width: 1.2; stroke-dasharray: 5 3; fill: none; }
.chart .missed { stroke: var(--more); stroke-width: 1.6; fill: none; }
.chart .disc { fill: var(--bar); fill-opacity: .8; }
.chart .disc.more { fill: var(--more); fill-opacity: 1; }
.chart .sign { stroke: var(--paper-gap); stroke-width: 1.8; fill: none; }
"""
