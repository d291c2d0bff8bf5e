#include "tlv/tlv_tags.h"

/* A row for any place does not apply where a place defines its tags itself. */
static bool is_anywhere(const struct tlv_row *row, int64_t parent)
{
	if (parent == TLV_IN_SECURE_MESSAGING || parent == TLV_IN_COMPREHENSION ||
	    parent == TLV_IN_YUBIKEY)
		return false;
	/* ISO/IEC 7816-4:2005, 5.2.2.1: b8 b7 of a tag of one byte */
	return parent != TLV_IN_UNKNOWN || row->tag < 0x80 || row->tag > 0xFF;
}

/* An FCI (6F) and an FMD (64) may contain what an FCP (62) contains (ISO/IEC 7816-4:2005,
 * 5.3.3). */
static bool is_in(const struct tlv_row *row, const struct tlv_place *place)
{
	if (row->above != 0 && row->above != place->above && row->above != place->outermost)
		return false;
	if (row->parent == TLV_NOWHERE)
		return is_anywhere(row, place->parent);
	if (row->parent == TLV_OUTERMOST)
		return place->parent == TLV_NOWHERE || place->parent == TLV_IN_DATA_ID;
	return row->parent == place->parent ||
		(row->parent == 0x62 && (place->parent == 0x6F || place->parent == 0x64));
}

/* Returns how well a row matches the place and family; 0 if it does not. A family is guessed only
 * from tags of more than one byte. */
static unsigned row_rank(const struct tlv_row *row, const struct tlv_place *place)
{
	unsigned points = row->parent != TLV_NOWHERE ? 4 : 0;

	if (!is_in(row, place))
		return 0;
	if (row->above != 0)
		points += row->above == place->above ? 2 : 1;
	if (row->family == FAMILY_NONE)
		return points + 2;
	if (family_covers(row->family, place->family))
		return points + (row->family == place->family ? 9 : 8);
	return place->family == FAMILY_NONE && row->tag > 0xFF &&
			row->family == family_base(row->family) ?
		1 :
		0;
}

struct search {
	uint32_t tag;
	const struct tlv_place *place;
	const struct tlv_row *best;
	unsigned points;
	bool several; /* rows of several families match equally well */
};

static void find_in(struct search *search, const struct tlv_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct tlv_row *row = &table->rows[i];
		unsigned points = row->tag == search->tag ? row_rank(row, search->place) : 0;

		if (points == 1 && search->points == 1 && row->family != search->best->family)
			search->several = true;
		if (points > search->points) {
			search->best = row;
			search->points = points;
		}
	}
}

const struct tlv_row *tlv_tag_find(uint32_t tag, const struct tlv_place *place, bool *guess)
{
	struct search search = {.tag = tag, .place = place};

	for (size_t i = 0; i < TLV_TABLES; i++)
		find_in(&search, tlv_tables[i]);
	if (search.points == 1 && search.several)
		search = (struct search){.best = NULL};
	*guess = search.points == 1;
	return search.best;
}

const char *tlv_tag_name(uint32_t tag, enum family family)
{
	const struct tlv_place place = {.parent = TLV_IN_DATA_ID, .family = family};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);

	return row != NULL ? row->name : NULL;
}
