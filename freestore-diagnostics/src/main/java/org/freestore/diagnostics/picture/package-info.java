// SPDX-License-Identifier: Apache-2.0

/// A heap, or a replay, as one HTML file that needs no network: [PictureData] is what a picture
/// shows, [Page] the page of any sections that [PageWriter] writes.
///
/// A page is data and a script that draws it. All text reaches the page as text, never as markup:
/// names of types, threads and sites may hold anything.
@NullMarked
package org.freestore.diagnostics.picture;

import org.jspecify.annotations.NullMarked;
