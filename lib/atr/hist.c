#include "atr/hist.h"

#include "atr/atr_problems.h"
#include "atr/atr_walk.h"
#include "base/cursor.h"

#include <string.h>

#define LENGTHS(from, to) (uint16_t)((2u << (to)) - (1u << (from)))

/* 8.1.1.2: tags, with a bit for each length defined. */
static const struct {
	const char *name;
	uint16_t lengths;
} tags[16] = {
	[0x1] = {"country code", LENGTHS(2, 15)},
	[0x2] = {"issuer identification number", LENGTHS(1, 15)},
	[0x3] = {"card service data", LENGTHS(1, 1)},
	[0x4] = {"initial access data", LENGTHS(1, 2) | LENGTHS(5, 15)},
	[0x5] = {"card issuer's data", LENGTHS(0, 15)},
	[0x6] = {"pre-issuing data", LENGTHS(0, 15)},
	[0x7] = {"card capabilities", LENGTHS(1, 3)},
	[0x8] = {"status indicator", LENGTHS(1, 3)},
	[0xF] = {"application identifier", LENGTHS(1, 15)},
};

const char *hist_category_text(unsigned category)
{
	switch (category) {
	case 0x00:
		return "objects, then 3 status bytes";
	case 0x10:
		return "DIR data reference";
	case 0x80:
		return "objects";
	default:
		return category >> 4 == 8 ? "reserved" : "proprietary";
	}
}

const char *hist_tag_name(unsigned tag)
{
	return tags[tag & 15].name;
}

static void add_problem(struct hist *hist, enum atr_problem kind, size_t offset, uint32_t first,
                        uint32_t second)
{
	if (hist->problem_count < HIST_PROBLEMS)
		hist->problems[hist->problem_count++] =
			(struct problem){&atr_problem_kinds[kind], offset, first, second};
}

static void set_life_cycle(struct hist *hist, size_t offset)
{
	uint8_t lcs = hist->bytes[offset];

	hist->life_cycle = lcs;
	/* 5.3.3.2, table 13 */
	if (lcs == 0x02 || (lcs >= 0x08 && lcs <= 0x0B))
		add_problem(hist, ATR_HIST_LIFE_CYCLE_RESERVED, offset, lcs, 0);
}

static void set_sw(struct hist *hist, size_t offset)
{
	hist->sw = hist->bytes[offset] << 8 | hist->bytes[offset + 1];
}

/* 8.1.1.3: LCS, SW1 SW2, or all three. */
static void read_status(struct hist *hist, const struct hist_object *object)
{
	size_t value = object->offset + 1u;
	uint8_t header = hist->bytes[object->offset];

	if (hist->form == HIST_STATUS) {
		add_problem(hist, ATR_HIST_STATUS_TWICE, object->offset, header, 0);
		return;
	}
	if (value + object->length < hist->announced)
		add_problem(hist, ATR_HIST_STATUS_NOT_LAST, object->offset, header, 0);
	if (object->length == 1 || object->length == 3)
		set_life_cycle(hist, value);
	if (object->length == 2 || object->length == 3)
		set_sw(hist, value + object->length - 2u);
}

static void read_object(struct hist *hist, const struct hist_object *object)
{
	uint8_t header = hist->bytes[object->offset];

	if (header == 0)
		add_problem(hist, ATR_HIST_PADDING, object->offset, 0, 0);
	else if (tags[object->tag].name == NULL)
		add_problem(hist, ATR_HIST_TAG_UNDEFINED, object->offset, header, 0);
	else if (!(tags[object->tag].lengths >> object->length & 1))
		add_problem(hist, ATR_HIST_LENGTH, object->offset, header, 0);
	if (object->tag == 0x8)
		read_status(hist, object);
}

/* Reads the objects from the second byte to end; some of them may be missing. */
static void read_objects(struct hist *hist, size_t end)
{
	struct cursor cursor = cursor_start(hist->bytes, end < hist->length ? end : hist->length);
	const uint8_t *value;
	uint8_t header;

	cursor.at = 1;
	while (cursor_u8(&cursor, &header)) {
		struct hist_object object = {
			.tag = header >> 4,
			.offset = (uint8_t)(cursor.at - 1),
			.length = header & 15,
		};

		if (!cursor_bytes(&cursor, object.length, &value)) {
			hist->rest = object.offset;
			if (cursor.at + object.length > end)
				add_problem(hist, ATR_HIST_OVERRUN, object.offset, header,
				            (uint32_t)(end - cursor.at));
			return;
		}
		hist->objects[hist->object_count++] = object;
		read_object(hist, &object);
	}
}

/* Category 00 ends with LCS, SW1 and SW2. With fewer than three bytes after it, these cannot be
 * identified. */
static void read_with_status(struct hist *hist)
{
	size_t end = hist->announced - 3u;

	if (hist->announced < 4) {
		add_problem(hist, ATR_HIST_STATUS_MISSING, 0, hist->announced - 1u, 0);
		hist->rest = hist->length > 1 ? 1 : -1;
		return;
	}
	read_objects(hist, end);
	if (hist->length < hist->announced) {
		if (hist->rest < 0 && hist->length > end)
			hist->rest = (int)end;
		return;
	}
	hist->status = (int)end;
	set_life_cycle(hist, (size_t)hist->status);
	set_sw(hist, (size_t)hist->status + 1);
}

static void read_dir(struct hist *hist)
{
	if (hist->announced < 2)
		add_problem(hist, ATR_HIST_DIR_MISSING, 0, 0, 0);
	else if (hist->length > 2)
		add_problem(hist, ATR_HIST_DIR_EXTRA, 2, hist->length - 2u, 0);
}

/* PC/SC part 3, 3.1.3.2.3.2: returns whether this is a BER-TLV object 4F with at least RID, SS and
 * NN. As COMPACT-TLV it would have a length of 15, which never fits. */
static bool is_storage(const struct hist *hist)
{
	if (hist->length < 2 || hist->bytes[1] != 0x4F || hist->announced < 3 + 8)
		return false;
	return hist->length < 3 || (hist->bytes[2] >= 8 && hist->bytes[2] <= hist->announced - 3);
}

/* 8.1.1.1, table 83 */
static enum hist_form form_of(const struct hist *hist)
{
	if (hist->length == 0)
		return HIST_NONE;
	switch (hist->bytes[0]) {
	case 0x00:
		return HIST_STATUS;
	case 0x10:
		return HIST_DIR;
	case 0x80:
		return is_storage(hist) ? HIST_STORAGE : HIST_TLV;
	default:
		return hist->bytes[0] >> 4 == 8 ? HIST_RESERVED : HIST_PROPRIETARY;
	}
}

void hist_of_atr(struct hist *hist, const struct atr *atr)
{
	hist->length = atr->historical.length;
	hist->announced = atr->historical_announced;
	if (hist->length > 0)
		memcpy(hist->bytes, atr->bytes + atr->historical.offset, hist->length);
	hist->object_count = 0;
	hist->rest = hist->status = hist->life_cycle = hist->sw = -1;
	hist->problem_count = 0;
	hist->form = form_of(hist);

	switch (hist->form) {
	case HIST_STATUS:
		read_with_status(hist);
		break;
	case HIST_TLV:
		read_objects(hist, hist->announced);
		break;
	case HIST_DIR:
		read_dir(hist);
		break;
	case HIST_RESERVED:
		add_problem(hist, ATR_HIST_CATEGORY_RESERVED, 0, hist->bytes[0], 0);
		break;
	case HIST_NONE:
	case HIST_STORAGE:
	case HIST_PROPRIETARY:
		break;
	}
}
