# SPDX-License-Identifier: EUPL-1.2
"""What the notebooks share: where the outputs are, how they are read, how maps and intervals are drawn."""
import json
import os
import shutil
from pathlib import Path

import geopandas
import matplotlib.pyplot as plt
import pandas
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Patch

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "data/example"
BUILT = ROOT / "build/release/kansenkompas"

OUT = Path(os.environ.get("KANSENKOMPAS_OUT", EXAMPLE / "out"))
PROJECT = Path(os.environ.get("KANSENKOMPAS_PROJECT", EXAMPLE / "project.yaml"))
PROGRAM = os.environ.get("KANSENKOMPAS") or (str(BUILT) if BUILT.exists() else shutil.which("kansenkompas"))

# In the order of the engine: where figures are combined, the result has the status that comes last.
STATUSES = ["ok", "nil", "no_population", "not_applicable", "absent", "not_published", "unknown", "secret",
            "suppressed", "suppressed_population", "suppressed_base", "suppressed_count", "suppressed_rest",
            "suppressed_persons", "suppressed_group", "suppressed_dominance", "suppressed_secondary",
            "parent"]
WITH_FIGURE = ["ok", "nil"]

# The colours of the engine's own maps: told apart with any colour vision, and in grey.
LOW_TO_HIGH = LinearSegmentedColormap.from_list("low to high", [
    "#fff7bc", "#edf8b1", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#253494", "#081d58"])
DARK, MIDDLE, PALE, WATER = "#081d58", "#1d91c0", "#c9ced6", "#dbe9f4"
CLASSES = {"certainly": "#6e230a", "possibly": "#d97d28", "no": "#b5b5b5"}

plt.rcParams.update({
    "figure.dpi": 100, "figure.constrained_layout.use": True, "font.size": 9, "hatch.linewidth": 0.6,
    "axes.titlesize": 10, "axes.titleweight": "bold", "axes.titlelocation": "left",
    "axes.spines.top": False, "axes.spines.right": False, "legend.frameon": False})


def output(name):
    """The path of an output file."""
    path = OUT / name
    if not path.exists():
        raise FileNotFoundError(f"no {path}: `make run` makes the example, KANSENKOMPAS_OUT names another folder")
    return path


def read_csv(name):
    """A table of the outputs. Codes and periods are text; what is empty is missing, also where a wijk is called NA."""
    text = dict.fromkeys(["code", "period", "within_code", "in_code", "term", "category"], str)
    return pandas.read_csv(output(name), dtype=text, keep_default_na=False, na_values=[""])


def read_json(name):
    return json.loads(output(name).read_text(encoding="utf-8"))


def read_map(layer):
    """A layer of the GeoPackage, by code, in RD New (metres)."""
    return geopandas.read_file(output("kansenkompas.gpkg"), layer=layer).set_index("code")


def figures_of(table, indicator, level, period):
    """The rows of an indicator, by code."""
    rows = table[(table.indicator == indicator) & (table.level == level) & (table.period == period)]
    if rows.empty:
        raise KeyError(f"no {indicator} of {period} by {level}")
    return rows.set_index("code")


def is_withheld(status):
    return status.isin(["secret", "parent"]) | status.str.startswith("suppressed")


def frame_map(axis, areas, title):
    """An empty map with its water, north up, and a bar of a kilometre."""
    areas[areas.water].plot(ax=axis, color=WATER)
    axis.set(title=title, aspect="equal")
    axis.set_axis_off()
    west, south, east, _ = areas.total_bounds
    axis.plot([east - 1000, east], [south, south], color="black", linewidth=2, solid_capstyle="butt")
    axis.annotate("1 km", (east - 500, south), xytext=(0, 3), textcoords="offset points", ha="center", fontsize=8)


def draw_map(axis, areas, column, title, unit, limits=None):
    """Values from light to dark. A missing figure is hatched, never a colour of the scale: it is not a zero."""
    frame_map(axis, areas, title)
    land = areas[~areas.water]
    status = land[f"{column}_status"]
    has_figure = status.isin(WITH_FIGURE)
    low, high = limits or (land[column].min(), land[column].max())
    land[has_figure].plot(ax=axis, column=column, cmap=LOW_TO_HIGH, vmin=low, vmax=high, edgecolor="white",
                          linewidth=0.5, legend=True,
                          legend_kwds={"label": unit, "shrink": 0.6, "pad": 0.02, "location": "bottom"})
    kinds = {"withheld": (~has_figure & is_withheld(status), "////"),
             "no figure: nobody there, or not known": (~has_figure & ~is_withheld(status), "....")}
    handles = []
    for words, (chosen, hatch) in kinds.items():
        if chosen.any():
            land[chosen].plot(ax=axis, facecolor="white", edgecolor="#777777", hatch=hatch, linewidth=0.5)
            handles.append(Patch(facecolor="white", edgecolor="#777777", hatch=hatch, label=words))
    if handles:
        axis.legend(handles=handles, loc="upper left", bbox_to_anchor=(0, 0), fontsize=8)


def draw_classes(axis, areas, column, title, words):
    """A category on a map; `words` gives the text of each class of CLASSES in the legend."""
    frame_map(axis, areas, title)
    land = areas[~areas.water]
    for name, text in words.items():
        chosen = land[land[column] == name]
        if not chosen.empty:
            chosen.plot(ax=axis, color=CLASSES[name], edgecolor="white", linewidth=0.5)
    axis.legend(handles=[Patch(color=CLASSES[name], label=text) for name, text in words.items()],
                loc="upper left", bbox_to_anchor=(0, 0), fontsize=8)


def draw_intervals(axis, rows, title, unit, colours=MIDDLE):
    """A line from `lower` to `upper` with a dot at `value`, in the order of the rows, the first on top."""
    places = range(len(rows), 0, -1)
    axis.hlines(places, rows.lower, rows.upper, color=colours, linewidth=3, alpha=0.45)
    axis.scatter(rows.value, places, color=colours, s=28, zorder=3)
    axis.set(title=title, xlabel=unit, yticks=list(places), yticklabels=rows["name"])
    axis.grid(axis="x", color="#e6e6e6")
    axis.set_axisbelow(True)
    axis.tick_params(axis="y", length=0)
