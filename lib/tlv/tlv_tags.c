#include "tlv/tlv_tags.h"

/* An FCI (6F) and an FMD (64) hold what an FCP (62) holds (ISO/IEC 7816-4:2005, 5.3.3). */
static bool is_in(const struct tlv_row *row, int64_t parent)
{
	return row->parent == parent || (row->parent == 0x62 && (parent == 0x6F || parent == 0x64));
}

/* 0: it does not suit. */
static unsigned suits(const struct tlv_row *row, int64_t parent, enum family family)
{
	unsigned points = 1;

	if (row->parent != TLV_NOWHERE && !is_in(row, parent))
		return 0;
	/* inside secure messaging and toolkit objects, a tag means nothing else */
	if (row->parent == TLV_NOWHERE &&
	    (parent == TLV_IN_SECURE_MESSAGING || parent == TLV_IN_COMPREHENSION))
		return 0;
	if (row->family != FAMILY_NONE && family != FAMILY_NONE && row->family != family)
		return 0;
	/* a guess needs more than one byte to stand on: a long tag, or a template around it */
	if (row->family != FAMILY_NONE && family == FAMILY_NONE && row->tag < 0x100 &&
	    parent == TLV_NOWHERE)
		return 0;
	if (row->family == family && family != FAMILY_NONE)
		points += 8;
	else if (row->family == FAMILY_NONE)
		points += 2;
	if (row->parent != TLV_NOWHERE)
		points += 4;
	return points;
}

static const struct tlv_row *find_in(const struct tlv_table *table, uint32_t tag, int64_t parent,
                                     enum family family, const struct tlv_row *best)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct tlv_row *row = &table->rows[i];

		if (row->tag == tag && suits(row, parent, family) > 0 &&
		    (best == NULL || suits(row, parent, family) > suits(best, parent, family)))
			best = row;
	}
	return best;
}

const struct tlv_row *tlv_tag_find(uint32_t tag, int64_t parent, enum family family, bool *guess)
{
	static const struct tlv_table *const tables[] = {&tlv_iso, &tlv_emv, &tlv_cards,
	                                                 &tlv_toolkit};
	const struct tlv_row *best = NULL;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		best = find_in(tables[i], tag, parent, family, best);
	*guess = best != NULL && best->family != FAMILY_NONE && best->family != family;
	return best;
}
