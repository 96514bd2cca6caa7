#include "scenarios/sample/names.hpp"

#include <array>

namespace budian::sample {
namespace {

using Words = std::vector<std::string>;

/// The first 25 were chosen by ear, the rest is put together.
const Words& chosen_townships() {
  static const Words words{"禾城镇", "青禾镇", "柳湾乡", "石渡镇", "白芦镇", "长堤镇", "松岭乡",
                           "桐坞乡", "麦陇镇", "鹿鸣镇", "菱塘镇", "丰穗镇", "雁洲镇", "草市镇",
                           "梨坡乡", "槐荫镇", "清渠镇", "双柳镇", "芦荡乡", "红菱镇", "稻香镇",
                           "砚山镇", "榆桥镇", "鹭洲乡", "枣林镇"};
  return words;
}

const Words& first_characters() {
  static const Words words{"青", "柳", "石", "白", "长", "松", "桐", "麦", "菱", "丰", "雁", "槐",
                           "清", "芦", "红", "稻", "榆", "枣", "梨", "荷", "竹", "杏", "桃", "枫",
                           "云", "月", "晴", "沙", "泉", "银", "金", "玉", "碧", "紫", "莲", "藕",
                           "兰", "菊", "桑", "樟", "楠", "梅", "橘", "鹤", "鹭", "椿", "棠", "葵"};
  return words;
}

const Words& second_characters() {
  static const Words words{"禾", "湾", "渡", "堤", "岭", "坞", "陇", "塘", "穗", "洲",
                           "坡", "渠", "荡", "桥", "林", "泊", "溪", "铺", "集", "圩",
                           "埠", "口", "店", "河", "墩", "岗", "冲", "畈", "滩", "浦",
                           "庄", "楼", "源", "坪", "垄", "港", "汊", "埂", "屯", "寨"};
  return words;
}

const Words& capital_characters() {
  static const Words words{"城", "关", "府"};
  return words;
}

const Words& surnames() {
  static const Words words{"张", "王", "李", "陈", "刘", "杨", "赵", "黄", "周", "吴", "徐", "孙",
                           "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
                           "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅",
                           "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
                           "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜"};
  return words;
}

/// Names of townships of the real county whose totals the sample borrows; nothing here may be
/// called so.
bool is_reserved(const std::string& name) {
  static const std::set<std::string> reserved{
      "寿春", "双桥", "涧沟", "丰庄", "迎河", "板桥", "堰口", "保义", "隐贤", "安丰", "众兴",
      "茶庵", "三觉", "炎刘", "刘岗", "双庙", "小甸", "瓦埠", "大顺", "窑口", "张李", "陶店"};
  return reserved.contains(name);
}

/// Tries `make` until it gives a new name that is not reserved. The lists are far longer than what
/// is asked of them.
template <class Make>
std::string new_name(std::set<std::string>& taken, Make make) {
  std::string name = make();
  while (is_reserved(name) || !taken.insert(name).second) name = make();
  return name;
}

}  // namespace

std::vector<std::string> township_names(Random random, std::size_t count) {
  std::vector<std::string> names;
  std::set<std::string> taken;
  for (const std::string& name : chosen_townships()) {
    names.push_back(name);
    taken.insert(stem_of(name));
  }
  while (names.size() < count) {
    const bool capital = names.size() % 25 == 0;
    const std::string stem = new_name(taken, [&] {
      const std::string& first = random.pick(first_characters());
      return first + random.pick(capital ? capital_characters() : second_characters());
    });
    names.push_back(stem + (capital || random.chance(0.75) ? "镇" : "乡"));
  }
  names.resize(count);
  return names;
}

std::string village_name(Random& random, std::set<std::string>& taken) {
  return new_name(taken, [&] {
    const std::string& first =
        random.chance(0.55) ? random.pick(first_characters()) : random.pick(surnames());
    return first + random.pick(second_characters());
  });
}

std::string hamlet_name(Random& random, std::set<std::string>& taken) {
  static const Words places{"庄", "圩", "营", "岗", "湾", "洼", "楼", "井", "桥", "店", "台", "塘"};
  static const Words sides{"大", "小", "前", "后", "东", "西", "上", "下", "老", "新"};
  return new_name(taken, [&] {
    const std::string& family = random.pick(surnames());
    const std::string& place = random.pick(places);
    const double kind = random.real();
    if (kind < 0.35) return family + place;
    if (kind < 0.65) return family + "家" + place;
    return random.pick(sides) + family + place;
  });
}

std::string community_name(std::size_t number) {
  static const std::array<const char*, 20> names{
      "东街", "西街", "南街", "北街", "中心", "新城", "河滨", "文昌", "学府", "和平",
      "光明", "建设", "新华", "东园", "西园", "站前", "城东", "城西", "城南", "城北"};
  return names.at(number % names.size());
}

std::string stem_of(const std::string& township) {
  constexpr std::size_t character_bytes = 3;  // every character used here has three bytes in UTF-8
  return township.substr(0, township.size() - character_bytes);
}

std::string road_name(const std::string& from, const std::string& to) {
  constexpr std::size_t character_bytes = 3;
  return from.substr(0, character_bytes) + to.substr(0, character_bytes) + "路";
}

}  // namespace budian::sample
