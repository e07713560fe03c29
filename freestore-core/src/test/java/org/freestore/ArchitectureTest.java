// SPDX-License-Identifier: Apache-2.0
package org.freestore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the packages of the core to the layers that the README of the source tree lists.
class ArchitectureTest {
  private static final Path LAYERS_README = Path.of("src/main/java/org/freestore/README.md");
  private static final Path CLASSES_DIRECTORY = Path.of("target/classes");
  private static final Pattern LISTED_PACKAGE =
      Pattern.compile("^\\d+\\. `(org\\.freestore[.\\w]*)`", Pattern.MULTILINE);

  private static final List<String> LAYERS = readLayers();
  private static final JavaClasses CLASSES = new ClassFileImporter().importPath(CLASSES_DIRECTORY);

  @Test
  void theReadmeListsEveryPackageOnce() {
    assertThat(LAYERS).doesNotHaveDuplicates().contains("org.freestore");
    assertThat(ownClasses().map(JavaClass::getPackageName).distinct()).isSubsetOf(LAYERS);
  }

  @Test
  void aPackageImportsOnlyPackagesBelowIt() {
    assertThat(ownClasses().flatMap(c -> c.getDirectDependenciesFromSelf().stream()))
        .filteredOn(ArchitectureTest::pointsUp)
        .extracting(Dependency::getDescription)
        .isEmpty();
  }

  @Test
  void aPlantedArrowBackIsFound() {
    JavaClasses planted = new ClassFileImporter().importClasses(PlantedArrowBack.class);
    assertThat(planted.get(PlantedArrowBack.class).getDirectDependenciesFromSelf())
        .anyMatch(d -> pointsUp("org.freestore.memory", d.getTargetClass()));
  }

  @Test
  void onlyTheMemoryPackageOpensMemory() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.freestore.memory")
        .should()
        .callMethodWhere(opensMemory())
        .because("there is one door to raw memory")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void onlyTheOsPackageLinksNativeFunctions() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.freestore.os")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Linker.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(SymbolLookup.class)
        .because("the operating system's calls stand in one package")
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theCoreNeedsNothingButJavaBase() throws IOException {
    ModuleDescriptor module;
    try (var in = Files.newInputStream(CLASSES_DIRECTORY.resolve("module-info.class"))) {
      module = ModuleDescriptor.read(in);
    }
    assertThat(module.requires())
        .filteredOn(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
        .extracting(ModuleDescriptor.Requires::name)
        .containsExactly("java.base");
    assertThat(module.exports())
        .extracting(ModuleDescriptor.Exports::source)
        .containsExactly("org.freestore");
  }

  private static DescribedPredicate<JavaCall<?>> opensMemory() {
    return DescribedPredicate.describe(
        "reinterprets a segment or takes a VarHandle on memory",
        call -> isReinterpret(call.getTarget()) || makesMemoryHandle(call.getTarget()));
  }

  private static boolean isReinterpret(AccessTarget target) {
    return target.getName().equals("reinterpret")
        && target.getOwner().isAssignableTo(MemorySegment.class);
  }

  private static boolean makesMemoryHandle(AccessTarget target) {
    return Set.of("varHandle", "arrayElementVarHandle", "memorySegmentViewVarHandle")
            .contains(target.getName())
        && target.getOwner().getPackageName().startsWith("java.lang.");
  }

  private static boolean pointsUp(Dependency dependency) {
    return pointsUp(dependency.getOriginClass().getPackageName(), dependency.getTargetClass());
  }

  private static boolean pointsUp(String origin, JavaClass target) {
    return isOwn(target) && LAYERS.indexOf(target.getPackageName()) > LAYERS.indexOf(origin);
  }

  private static Stream<JavaClass> ownClasses() {
    return CLASSES.stream().filter(ArchitectureTest::isOwn);
  }

  private static boolean isOwn(JavaClass candidate) {
    return candidate.getPackageName().startsWith("org.freestore");
  }

  private static List<String> readLayers() {
    try {
      return LISTED_PACKAGE
          .matcher(Files.readString(LAYERS_README))
          .results()
          .map(match -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class PlantedArrowBack {
    private final Class<?> upwards = FreeStoreException.class;

    @Override
    public String toString() {
      return upwards.toString();
    }
  }
}
