// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.freestore.diagnostics.snapshot.WholeFile;
import org.jspecify.annotations.Nullable;

/// Writes a [Page] as one HTML file that loads nothing: style, script and data stand in it, and its
/// content security policy forbids the browser to ask anybody for more.
public final class PageWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private PageWriter() {}

  /// Writes the page to a file, replacing it.
  ///
  /// @throws IOException if the file cannot be written; what was there is as it was
  public static void write(Page page, Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          write(page, writer);
        });
  }

  /// Writes the page, and leaves the writer open.
  ///
  /// @throws IOException if the writer fails
  public static void write(Page page, Writer writer) throws IOException {
    String rest = PageAssets.template();
    for (int mark = rest.indexOf("{{"); mark >= 0; mark = rest.indexOf("{{")) {
      int end = rest.indexOf("}}", mark);
      writer.write(rest, 0, mark);
      writePart(rest.substring(mark + 2, end), page, writer);
      rest = rest.substring(end + 2);
    }
    writer.write(rest);
    writer.flush();
  }

  private static void writePart(String name, Page page, Writer writer) throws IOException {
    switch (name) {
      case "title" -> writer.write(escaped(page.title()));
      case "style" -> writer.write(PageAssets.style());
      case "script" -> writer.write(PageAssets.script());
      case "data" -> writeData(page, writer);
      default -> throw new IllegalStateException("the template asks for an unknown part: " + name);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void writeData(Page page, Writer writer) throws IOException {
    JsonGenerator json = JSON.createGenerator(writer);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setCharacterEscapes(new NoMarkup());
    json.writeStartObject();
    json.writeStringField("program", page.program());
    json.writeStringField("title", page.title());
    json.writeStringField("subtitle", page.subtitle());
    json.writeStringField("footer", page.footer());
    json.writeBooleanField(
        "searchable", page.sections().stream().anyMatch(HeapMap.class::isInstance));
    SectionJson sections = new SectionJson(json);
    sections.write(page.facts());
    SectionJson.strings(json, "types", page.typeNames());
    json.writeArrayFieldStart("typeOrder");
    for (int type : page.typeOrder()) {
      json.writeNumber(type);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sections");
    for (Section section : page.sections()) {
      sections.write(section);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  /// JSON without `<`, so that no text in it can end the element it stands in.
  private static final class NoMarkup extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final int[] ESCAPES = standardAsciiEscapesForJSON();

    static {
      ESCAPES['<'] = ESCAPE_CUSTOM;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ESCAPES.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return character == '<' ? new SerializedString("\\u003c") : null;
    }
  }
}
