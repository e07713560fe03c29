// SPDX-License-Identifier: Apache-2.0
package org.freestore.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.freestore.documents.Documents;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `docs/undefined-behaviour.md` lists the tests of [UndefinedBehaviourCatalogueTest], all of them
/// and no other.
class UndefinedBehaviourDocumentTest {
  private static final int LABELS = 44;
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z.]+)` \\| (?:reported|impossible|defined): .* \\| `(\\w+)` \\|$");

  /// The names of the tests, by their labels.
  private static Map<String, String> tests() {
    return Stream.of(UndefinedBehaviourCatalogueTest.class.getDeclaredClasses())
        .flatMap(group -> Stream.of(group.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .collect(
            Collectors.toMap(
                method -> method.getAnnotation(DisplayName.class).value(), Method::getName));
  }

  @Test
  void thereIsATestForEveryLabel() {
    assertThat(tests()).hasSize(LABELS);
  }

  @Test
  void theDocumentNamesTheTestsOfAllLabels() throws IOException {
    Map<String, String> documented =
        ROW.matcher(Documents.read("undefined-behaviour.md"))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
    assertThat(new TreeMap<>(documented)).isEqualTo(new TreeMap<>(tests()));
  }
}
