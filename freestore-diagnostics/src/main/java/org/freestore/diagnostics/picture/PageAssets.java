// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The style and the script of every page, from the resources of this module.
///
/// The charts are drawn by uPlot, which the build unpacks beside them with its licence.
final class PageAssets {
  private static final List<String> SCRIPTS =
      List.of(
          "words.js",
          "packed.js",
          "colours.js",
          "theme.js",
          "search.js",
          "map-model.js",
          "map-layout.js",
          "map-paint.js",
          "map-view.js",
          "map-words.js",
          "map-panel.js",
          "flame.js",
          "leaks.js",
          "tables.js",
          "fragmentation.js",
          "charts.js",
          "page.js");

  private PageAssets() {}

  static String template() throws IOException {
    return read("page.html");
  }

  static String style() throws IOException {
    return read("uplot/uPlot.min.css") + "\n" + read("page.css");
  }

  /// One script in one scope: nothing of it is global but uPlot.
  static String script() throws IOException {
    StringBuilder script = new StringBuilder("/*\n").append(read("uplot/LICENSE")).append("*/\n");
    script.append(read("uplot/uPlot.iife.min.js")).append("\n(() => {\n\"use strict\";\n");
    for (String name : SCRIPTS) {
      script.append(read(name)).append('\n');
    }
    return script.append("})();").toString();
  }

  private static String read(String name) throws IOException {
    try (InputStream resource = PageAssets.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new FileNotFoundException("a part of the page is missing from the module: " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
