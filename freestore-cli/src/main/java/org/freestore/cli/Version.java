// SPDX-License-Identifier: Apache-2.0
package org.freestore.cli;

import java.lang.module.ModuleDescriptor;
import picocli.CommandLine.IVersionProvider;

/// The version of the module, or of the jar's manifest.
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    ModuleDescriptor module = Main.class.getModule().getDescriptor();
    String fromManifest = Main.class.getPackage().getImplementationVersion();
    String version = module == null ? fromManifest : module.rawVersion().orElse(fromManifest);
    return new String[] {"freestore " + (version == null ? "(unpackaged)" : version)};
  }
}
