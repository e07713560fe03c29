// SPDX-License-Identifier: Apache-2.0
package org.freestore.benchmarks.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import org.freestore.benchmarks.run.Candidate;
import org.freestore.benchmarks.run.Case;
import org.freestore.benchmarks.run.Figure;
import org.freestore.benchmarks.run.Results;

/// The report for programs: one JSON object with every value of every round.
final class JsonReport {
  private final JsonGenerator json;
  private final Results results;

  private JsonReport(JsonGenerator json, Results results) {
    this.json = json;
    this.results = results;
  }

  static void write(Report report, Path file) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
      json.useDefaultPrettyPrinter();
      new JsonReport(json, report.results()).write(report);
    }
  }

  private void write(Report report) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("machine");
    for (Map.Entry<String, String> fact : report.machine().entrySet()) {
      json.writeStringField(fact.getKey(), fact.getValue());
    }
    json.writeEndObject();
    json.writeBooleanField("quick", report.settings().quick());
    json.writeNumberField("rounds", report.settings().rounds());
    writeTargets(report);
    writeCases();
    json.writeArrayFieldStart("failures");
    for (String failure : results.failures()) {
      json.writeString(failure);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeTargets(Report report) throws IOException {
    json.writeArrayFieldStart("targets");
    for (Target target : report.targets()) {
      json.writeStartObject();
      json.writeStringField("what", target.what());
      json.writeStringField("comparison", target.comparison().name());
      json.writeNumberField("limit", target.limit());
      json.writeStringField("unit", target.unit());
      writeOptional("measured", target.measured());
      json.writeStringField("status", target.status().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeCases() throws IOException {
    json.writeArrayFieldStart("cases");
    for (Case test : results.cases()) {
      for (Figure figure : test.figures()) {
        json.writeStartObject();
        json.writeStringField("group", test.group());
        json.writeStringField("case", test.name());
        json.writeStringField("figure", figure.title());
        json.writeStringField("unit", figure.unit());
        writeCandidates(test, figure);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void writeCandidates(Case test, Figure figure) throws IOException {
    json.writeArrayFieldStart("candidates");
    for (Candidate candidate : test.candidates()) {
      var values = results.values(test, candidate, figure);
      json.writeStartObject();
      json.writeStringField("name", candidate.title());
      json.writeArrayFieldStart("values");
      for (double value : values) {
        json.writeNumber(value);
      }
      json.writeEndArray();
      writeOptional("median", Statistics.median(values));
      writeOptional("spread", Statistics.spread(values));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeOptional(String name, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }
}
