#!/usr/bin/python3
"""Opens a GeoPackage as a planner would: every layer with the style stored in it, then one picture of all.

render_layers.py PROGRAM FOLDER   PROGRAM writes FOLDER/layers.gpkg (tests/maps/draw_small.cpp)
render_layers.py FILE.gpkg PNG    whichever layers it has, in its order
Needs python3-qgis; without it the test is skipped (exit code 77).
"""
import os
import sqlite3
import subprocess
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import (QgsApplication, QgsExpressionContext, QgsExpressionContextUtils,
                           QgsMapRendererParallelJob, QgsMapSettings, QgsRenderContext,
                           QgsVectorLayer)
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtGui import QColor
except ImportError:
    print("skipped: python3-qgis is not installed")
    sys.exit(77)

FROM_BELOW = ["townships", "coverage", "catchments", "settlements", "bus_routes_home", "bus_routes",
              "closure_lines", "bus_stops", "schools", "closures", "findings"]


def names_in(path):
    with sqlite3.connect(path) as file:
        return [name for name, in file.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' ORDER BY rowid")]


def open_layers(path, names):
    layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]
    for layer in layers:
        assert layer.isValid(), f"{layer.name()} does not open"
    return layers


def check(layer):
    """The stored style is the default one, draws every feature, and the aliases are there."""
    renderer = layer.renderer()
    assert renderer.type() == "RuleRenderer", f"{layer.name()}: style not found"
    context = QgsRenderContext()
    context.setExpressionContext(QgsExpressionContext(
        QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    renderer = renderer.clone()
    for rule in renderer.rootRule().children():
        rule.setActive(True)
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        assert renderer.originalSymbolsForFeature(feature, context), \
            f"{layer.name()}: no rule for {feature.attributes()}"
    renderer.stopRender(context)
    for index, field in enumerate(layer.fields()):
        if field.name() != "fid":
            assert layer.attributeDisplayName(index) != field.name(), \
                f"{layer.name()}.{field.name()} has no alias"


def draw(layers, png, size=(1400, 800)):
    settings = QgsMapSettings()
    settings.setLayers(list(reversed(layers)))  # the first one is on top
    settings.setDestinationCrs(layers[0].crs())
    settings.setBackgroundColor(QColor(255, 255, 255))
    settings.setOutputSize(QSize(*size))
    settings.setOutputDpi(110)
    extent = layers[0].extent()
    extent.scale(1.05)
    settings.setExtent(extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(png)
    return image


def colours(image):
    return {image.pixel(x, y) for x in range(0, image.width(), 3)
            for y in range(0, image.height(), 3)}


def main():
    application = QgsApplication([], False)
    application.initQgis()
    if sys.argv[1].endswith(".gpkg"):
        layers = open_layers(sys.argv[1], names_in(sys.argv[1]))
        for layer in layers:
            check(layer)
        draw(layers, sys.argv[2], (1600, 1200))
        return
    program, folder = sys.argv[1:3]
    subprocess.run([program, folder], check=True)
    layers = open_layers(os.path.join(folder, "layers.gpkg"), FROM_BELOW)
    for layer in layers:
        check(layer)
    image = draw(layers, os.path.join(folder, "layers.png"))
    assert len(colours(image)) > 50, "the picture is nearly empty"
    print(f"{len(layers)} layers drawn into {folder}/layers.png")


main()
