// The names under which the parts of a Word file know their elements.
#pragma once
#include <string_view>

namespace kitei::render::docx {

inline constexpr std::string_view kWordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr std::string_view kRelationshipNamespace =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
inline constexpr std::string_view kDrawingNamespace = "http://schemas.openxmlformats.org/drawingml/2006/main";
inline constexpr std::string_view kPictureNamespace = "http://schemas.openxmlformats.org/drawingml/2006/picture";
inline constexpr std::string_view kPlacementNamespace =
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
inline constexpr std::string_view kCompatibilityNamespace =
    "http://schemas.openxmlformats.org/markup-compatibility/2006";
inline constexpr std::string_view kSymbolNamespace =
    "http://schemas.microsoft.com/office/word/2015/wordml/symex";  // w16se

}  // namespace kitei::render::docx
