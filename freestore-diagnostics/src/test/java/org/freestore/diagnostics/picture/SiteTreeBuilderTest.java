// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SiteTreeBuilderTest {
  @Test
  void sitesWithTheSameCallersShareThem() {
    SiteTreeBuilder builder = new SiteTreeBuilder("all");
    builder.add(List.of("a", "main"), "Car", 0, 100, 2);
    builder.add(List.of("b", "main"), "Car", 0, 50, 1);
    builder.add(List.of("a", "main"), "Engine", 1, 10, 1);
    SiteTree.Node root = builder.build("").root();

    assertThat(root.byteSize()).isEqualTo(160);
    assertThat(root.count()).isEqualTo(4);
    SiteTree.Node main = root.children().getFirst();
    assertThat(root.children()).hasSize(1);
    assertThat(main.children()).extracting(SiteTree.Node::name).containsExactly("a", "b");
    assertThat(main.children().getFirst().children())
        .extracting(SiteTree.Node::name, SiteTree.Node::type, SiteTree.Node::byteSize)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Car", 0, 100L),
            org.assertj.core.groups.Tuple.tuple("Engine", 1, 10L));
  }

  @Test
  void ofVeryManySitesTheSmallestAreSummedUp() {
    SiteTreeBuilder builder = new SiteTreeBuilder("all");
    for (int i = 0; i < 20_000; i++) {
      builder.add(List.of("site " + i), "Car", 0, i + 1, 1);
    }
    SiteTree.Node root = builder.build("").root();

    assertThat(root.children()).hasSizeBetween(2_000, 3_100);
    assertThat(root.children().getLast().name()).isEqualTo("(smaller sites)");
    assertThat(root.children().stream().mapToLong(SiteTree.Node::byteSize).sum())
        .isEqualTo(root.byteSize());
    assertThat(root.children().stream().map(SiteTree.Node::name)).contains("site 19999");
  }

  @Test
  void aRecursionWithoutEndKeepsItsInnermostFrames() {
    List<String> frames =
        java.util.stream.IntStream.range(0, 5_000).mapToObj(i -> "f" + i).toList();
    SiteTreeBuilder builder = new SiteTreeBuilder("all");
    builder.add(frames, "Car", 0, 8, 1);
    SiteTree.Node node = builder.build("").root();
    int depth = 0;
    String innermost = "";
    while (!node.children().isEmpty()) {
      innermost = node.name();
      node = node.children().getFirst();
      depth++;
    }

    assertThat(depth).isEqualTo(129);
    assertThat(innermost).isEqualTo("f0");
  }
}
