// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.freestore.cli.analysis.TraceSummary;
import org.freestore.cli.worker.Measurement;

/// One JSON object a line for each trace and allocator.
public final class JsonReport {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonReport() {}

  /// Returns the object for one allocator, without a line end.
  public static String line(TraceSummary summary, Measurement measurement) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      writeTrace(json, summary, measurement);
      writeDefects(json, summary);
      json.writeStringField("hash", String.format("%016x", measurement.hash()));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void writeTrace(JsonGenerator json, TraceSummary summary, Measurement measurement)
      throws IOException {
    BigDecimal nanos = BigDecimal.valueOf(measurement.cpuNanosPerOperation());
    json.writeStringField("trace", summary.trace());
    json.writeStringField("format", summary.format().key());
    json.writeStringField("allocator", measurement.kind().key());
    json.writeNumberField("operations", summary.mix().operations());
    json.writeNumberField("threads", summary.threads());
    json.writeNumberField("cpuNanosPerOperation", nanos.setScale(2, RoundingMode.HALF_UP));
    json.writeNumberField("peakLiveBytes", summary.peakLiveBytes());
    json.writeFieldName("peakResidentGrowthBytes");
    if (measurement.peakResidentGrowthBytes().isPresent()) {
      json.writeNumber(measurement.peakResidentGrowthBytes().getAsLong());
    } else {
      json.writeNull();
    }
  }

  private static void writeDefects(JsonGenerator json, TraceSummary summary) throws IOException {
    json.writeNumberField("leakedBlocks", summary.leaks().count());
    json.writeNumberField("leakedBytes", summary.leaks().bytes());
    json.writeNumberField("doubleFrees", summary.doubleFrees().count());
    json.writeNumberField("invalidFrees", summary.invalidFrees().count());
  }
}
