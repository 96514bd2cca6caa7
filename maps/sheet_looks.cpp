// Fonts, borders and number formats of the workbook.
#include <algorithm>
#include <cmath>

#include "maps/sheet_parts.hpp"

namespace budian {
namespace {

constexpr const char* font = "Microsoft YaHei";

lxw_format* make_format(lxw_workbook* book) {
  lxw_format* format = workbook_add_format(book);
  format_set_font_name(format, font);
  format_set_font_size(format, font_size);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

lxw_format* make_look(lxw_workbook* book, Look look) {
  lxw_format* format = make_format(book);
  format_set_border(format, LXW_BORDER_HAIR);
  const bool is_text = look == Look::words || look == Look::wrapped || look == Look::narrow;
  if (is_text) format_set_indent(format, 1);
  switch (look) {
    case Look::words:
      break;
    case Look::narrow:
      format_set_shrink(format);
      break;
    case Look::wrapped:
      format_set_text_wrap(format);
      break;
    case Look::whole:
      format_set_num_format(format, "#,##0");
      break;
    case Look::km:
      format_set_num_format(format, "#,##0.00");
      break;
    case Look::minutes:
      format_set_num_format(format, "#,##0.0");
      break;
    case Look::ratio:
      format_set_num_format(format, "0.000");
      break;
    case Look::yuan:
      format_set_num_format(format, "#,##0.00;[Red]-#,##0.00");
      break;
    case Look::good:
      format_set_font_color(format, 0x00713E);
      format_set_align(format, LXW_ALIGN_RIGHT);
      break;
    case Look::bad:
      format_set_font_color(format, 0xB00020);
      format_set_align(format, LXW_ALIGN_RIGHT);
      break;
    case Look::label:
    case Look::centred:
      format_set_align(format, LXW_ALIGN_CENTER);
      format_set_text_wrap(format);
      if (look == Look::label) format_set_bg_color(format, 0xEEF1F2);
      break;
    case Look::heading:
      format_set_bold(format);
      format_set_font_size(format, font_size + 4);
      format_set_border(format, LXW_BORDER_NONE);
      break;
    case Look::note:
      format_set_font_color(format, 0x5D6872);
      format_set_text_wrap(format);
      format_set_border(format, LXW_BORDER_NONE);
      break;
    case Look::none:
      format_set_border(format, LXW_BORDER_NONE);
      break;
  }
  return format;
}

}  // namespace

double shown_width(const std::string& words) {
  double width = 0;
  for (const char letter : words) {
    const auto byte = static_cast<unsigned char>(letter);
    if ((byte & 0xC0U) == 0x80U) continue;
    width += byte >= 0xE0 ? 2 : 1;
  }
  return width;
}

double line_count(const std::string& words, double width) {
  double lines = 0;
  std::size_t at = 0;
  while (at <= words.size()) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    const double shown = shown_width(words.substr(at, end - at));
    lines += std::max(1.0, std::ceil(shown * 1.1 / width));
    at = end + 1;
  }
  return lines;
}

Looks make_looks(lxw_workbook* book) {
  Looks looks{};
  for (std::size_t i = 0; i < look_count; ++i) looks[i] = make_look(book, static_cast<Look>(i));
  return looks;
}

lxw_format* make_head_format(lxw_workbook* book) {
  lxw_format* head = make_format(book);
  format_set_bold(head);
  format_set_text_wrap(head);
  format_set_align(head, LXW_ALIGN_CENTER);
  format_set_bg_color(head, 0xDCE6F1);
  format_set_border(head, LXW_BORDER_THIN);
  return head;
}

lxw_format* make_title_format(lxw_workbook* book) {
  lxw_format* title = make_format(book);
  format_set_bold(title);
  format_set_font_size(title, font_size + 4);
  return title;
}

}  // namespace budian
