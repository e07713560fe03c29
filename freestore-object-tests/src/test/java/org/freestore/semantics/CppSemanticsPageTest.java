// SPDX-License-Identifier: Apache-2.0
package org.freestore.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps `docs/cpp-semantics.md` and the tests of this package in step.
final class CppSemanticsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "cpp-semantics.md");
  private static final int RULES = 44;
  private static final Pattern HEADING = Pattern.compile("### (\\d+)\\. .+");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void thePageHasEachRuleOnceAndInOrder() throws IOException {
    assertThat(Files.readAllLines(PAGE).stream().flatMap(CppSemanticsPageTest::ruleOf))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, RULES).boxed().toList());
  }

  @Test
  void eachRuleNamesTheTestsThatShowItAndNoOther() throws Exception {
    Map<Integer, SortedSet<String>> onThePage = testsOnThePage();
    Map<Integer, SortedSet<String>> inTheCode = testsInTheCode();
    assertThat(inTheCode).hasSize(RULES);
    assertThat(onThePage).isEqualTo(inTheCode);
  }

  private static SortedMap<Integer, SortedSet<String>> testsOnThePage() throws IOException {
    SortedMap<Integer, SortedSet<String>> tests = new TreeMap<>();
    int rule = 0;
    for (String line : Files.readAllLines(PAGE)) {
      rule = ruleOf(line).findFirst().orElse(rule);
      if (line.startsWith("*Tests:*")) {
        Matcher name = NAME.matcher(line);
        while (name.find()) {
          tests.computeIfAbsent(rule, any -> new TreeSet<>()).add(name.group(1));
        }
      }
    }
    return tests;
  }

  private static Stream<Integer> ruleOf(String line) {
    Matcher heading = HEADING.matcher(line);
    return heading.matches() ? Stream.of(Integer.valueOf(heading.group(1))) : Stream.empty();
  }

  private static SortedMap<Integer, SortedSet<String>> testsInTheCode()
      throws IOException, URISyntaxException, ClassNotFoundException {
    SortedMap<Integer, SortedSet<String>> tests = new TreeMap<>();
    for (Class<?> testClass : testClasses()) {
      Arrays.stream(testClass.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Rule.class))
          .forEach(test -> add(tests, test));
    }
    return tests;
  }

  private static void add(Map<Integer, SortedSet<String>> tests, Method test) {
    int rule = test.getAnnotation(Rule.class).value();
    assertThat(test.isAnnotationPresent(Test.class)).as(test.getName()).isTrue();
    tests.computeIfAbsent(rule, any -> new TreeSet<>()).add(test.getName());
  }

  private static Iterable<Class<?>> testClasses()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path classes =
        Path.of(CppSemanticsPageTest.class.getResource("CppSemanticsPageTest.class").toURI());
    SortedMap<String, Class<?>> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(classes.resolveSibling("."))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (name.endsWith("Test.class")) {
          String simpleName = name.substring(0, name.length() - ".class".length());
          found.put(simpleName, Class.forName("org.freestore.semantics." + simpleName));
        }
      }
    }
    return found.values();
  }
}
