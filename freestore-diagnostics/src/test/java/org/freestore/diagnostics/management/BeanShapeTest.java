// SPDX-License-Identifier: Apache-2.0
package org.freestore.diagnostics.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.management.JMX;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.StandardMBean;
import org.freestore.FreeStore;
import org.junit.jupiter.api.Test;

/// Who changes what the beans have, changes [ManagementNames#VERSION] with it: a command of one
/// version would else ask processes of another for what they do not have.
class BeanShapeTest {
  /// A checksum of all attributes and operations, with their types.
  private static final String VERSION_AND_SHAPE = "2 c12109d8";

  @Test
  void whatBeansHaveIsThatOfTheirVersion() throws Exception {
    try (FreeStore store = FreeStore.open()) {
      String shape =
          shape(new StandardMBean(new StoresManagement(), FreeStoresMXBean.class, true))
              + shape(new StandardMBean(new StoreManagement(store), FreeStoreMXBean.class, true));
      CRC32 checksum = new CRC32();
      checksum.update(shape.getBytes(StandardCharsets.UTF_8));
      assertThat("%d %08x".formatted(ManagementNames.VERSION, checksum.getValue()))
          .as("the version of the beans, and what they have: %s", shape)
          .isEqualTo(VERSION_AND_SHAPE);
    }
  }

  private static String shape(StandardMBean bean) {
    MBeanInfo info = bean.getMBeanInfo();
    Stream<String> attributes =
        Arrays.stream(info.getAttributes()).map(it -> it.getName() + " " + openType(it));
    Stream<String> operations =
        Arrays.stream(info.getOperations())
            .map(it ->
                it.getName()
                    + Arrays.stream(it.getSignature()).map(BeanShapeTest::openType).toList()
                    + " "
                    + openType(it));
    return Stream.concat(attributes, operations).sorted().collect(Collectors.joining("\n"));
  }

  private static Object openType(MBeanFeatureInfo feature) {
    return feature.getDescriptor().getFieldValue(JMX.OPEN_TYPE_FIELD);
  }
}
