// SPDX-License-Identifier: Apache-2.0
/// Compiles and runs the code of the documents.
@NullMarked
package org.freestore.documents;

import org.jspecify.annotations.NullMarked;
