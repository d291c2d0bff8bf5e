#include "test.h"

#include "reader/watch.h"

/* Writes the events, one per line, in their order: "card-inserted 0 A missed 2 atr 3B00". */
struct story {
	char text[4096];
	size_t length;
};

static void append(struct story *story, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void append(struct story *story, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int n = vsnprintf(story->text + story->length, sizeof story->text - story->length, format,
	                  args);
	va_end(args);
	assert_true(n >= 0 && (size_t)n < sizeof story->text - story->length);
	story->length += (size_t)n;
}

static void write_down(void *context, const struct watch_event *event)
{
	struct story *story = context;

	append(story, "%s %zu %s", watch_kind_name(event->kind), event->index, event->reader->name);
	if (event->initial)
		append(story, " initial");
	if (event->missed > 0)
		append(story, " missed %u", (unsigned)event->missed);
	if (event->atr_length > 0)
		append(story, " atr ");
	for (size_t i = 0; i < event->atr_length; i++)
		append(story, "%02X", event->atr[i]);
	append(story, "\n");
}

/* Makes a reader: card is the last byte of its ATR 3B xx, 0 for no card, -1 for a card without
 * ATR. */
static struct reader_state reader(const char *name, unsigned counter, int card)
{
	struct reader_state state = {.bits = card != 0 ? READER_PRESENT : READER_EMPTY,
	                             .counter = (uint16_t)counter};

	snprintf(state.name, sizeof state.name, "%s", name);
	if (card > 0) {
		state.atr[0] = 0x3B;
		state.atr[1] = (uint8_t)card;
		state.atr_length = 2;
	}
	return state;
}

static struct reader_state with_bits(struct reader_state state, uint32_t bits)
{
	state.bits |= bits;
	return state;
}

#define NONE ((struct reader_state *)NULL)

static void expect(const struct reader_state *old, size_t old_count, struct reader_state *now,
                   size_t now_count, const char *expected)
{
	struct story story = {0};

	watch_compare(old, old_count, now, now_count, false, write_down, &story);
	assert_string_equal(story.text, expected);
}

/* One reader that is there in both queries. */
static void expect_one(struct reader_state old, struct reader_state now, const char *expected)
{
	expect(&old, 1, &now, 1, expected);
}

static void nothing_happened(void **state)
{
	(void)state;
	expect(NONE, 0, NONE, 0, "");
	expect_one(reader("A", 4, 0), reader("A", 4, 0), "");
	expect_one(reader("A", 5, 1), with_bits(reader("A", 5, 1), READER_CHANGED), "");
}

static void what_is_there_at_the_start(void **state)
{
	struct reader_state now[] = {reader("A", 0, 0), reader("B", 7, 0x82),
	                             with_bits(reader("C", 1, -1), READER_MUTE)};
	struct story story = {0};

	(void)state;
	watch_compare(NULL, 0, now, LENGTH(now), true, write_down, &story);
	assert_string_equal(story.text,
	                    "reader-added 0 A initial\n"
	                    "reader-added 1 B initial\n"
	                    "card-inserted 1 B initial atr 3B82\n"
	                    "reader-added 2 C initial\n"
	                    "card-mute 2 C initial\n");
}

/* The first query after the service was gone: its counters have restarted. */
static void expect_return(const struct reader_state *old, size_t old_count,
                          struct reader_state *now, size_t now_count, const char *expected)
{
	struct story story = {0};

	watch_compare(old, old_count, now, now_count, true, write_down, &story);
	assert_string_equal(story.text, expected);
}

static void while_the_service_was_away(void **state)
{
	struct reader_state mute = with_bits(reader("A", 0, -1), READER_MUTE);
	struct {
		struct reader_state old, now; /* of one reader; without a name it does not exist */
		const char *expected;
	} rows[] = {
		{reader("A", 4, 0), reader("A", 0, 0), "reader-added 0 A initial\n"},
		{reader("A", 5, 1), reader("A", 0, 1),
	         "reader-added 0 A initial\ncard-inserted 0 A initial atr 3B01\n"},
		{reader("A", 4, 0), reader("A", 0, 1),
	         "reader-added 0 A initial\ncard-inserted 0 A initial atr 3B01\n"},
		{reader("A", 5, 1), reader("A", 0, 0),
	         "card-removed 0 A atr 3B01\nreader-added 0 A initial\n"},
		/* The counters differ because the service restarted: nothing is missed. */
		{reader("A", 5, 1), reader("A", 9, 1),
	         "reader-added 0 A initial\ncard-inserted 0 A initial atr 3B01\n"},
		{reader("A", 5, 1), reader("A", 0, 2),
	         "card-removed 0 A atr 3B01\n"
	         "reader-added 0 A initial\ncard-inserted 0 A initial atr 3B02\n"},
		/* A card without an ATR now or before may be the same card. */
		{reader("A", 5, 1), mute, "reader-added 0 A initial\ncard-mute 0 A initial\n"},
		{mute, reader("A", 5, 1),
	         "reader-added 0 A initial\ncard-inserted 0 A initial atr 3B01\n"},
		{mute, reader("A", 0, 0), "card-removed 0 A\nreader-added 0 A initial\n"},
		{reader("A", 5, 1),
	         {.name = ""},
	         "card-removed 0 A atr 3B01\nreader-removed 0 A\n"},
		{reader("A", 4, 0), {.name = ""}, "reader-removed 0 A\n"},
		{reader("A", 5, 1), reader("B", 0, 1),
	         "card-removed 0 A atr 3B01\nreader-removed 0 A\n"
	         "reader-added 0 B initial\ncard-inserted 0 B initial atr 3B01\n"},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(rows); i++)
		expect_return(&rows[i].old, 1, &rows[i].now, *rows[i].now.name != '\0',
		              rows[i].expected);
}

/* First everything that left, at its old index, then everything that is there. */
static void several_readers_while_the_service_was_away(void **state)
{
	struct reader_state before[] = {reader("A", 5, 1), reader("B", 5, 2), reader("C", 5, 3),
	                                reader("D", 4, 0)};
	struct reader_state after[] = {reader("D", 0, 4), reader("C", 0, 0), reader("B", 0, 5)};

	(void)state;
	expect_return(before, LENGTH(before), after, LENGTH(after),
	              "card-removed 0 A atr 3B01\nreader-removed 0 A\n"
	              "card-removed 1 B atr 3B02\n"
	              "card-removed 2 C atr 3B03\n"
	              "reader-added 0 D initial\ncard-inserted 0 D initial atr 3B04\n"
	              "reader-added 1 C initial\n"
	              "reader-added 2 B initial\ncard-inserted 2 B initial atr 3B05\n");
	/* Later queries are compared only with that one. */
	struct reader_state next[] = {after[0], reader("C", 1, 6), reader("B", 1, 0)};
	expect(after, LENGTH(after), next, LENGTH(next),
	       "card-inserted 1 C atr 3B06\ncard-removed 2 B atr 3B05\n");
}

static void cards_come_and_go(void **state)
{
	(void)state;
	expect_one(reader("A", 4, 0), reader("A", 5, 1), "card-inserted 0 A atr 3B01\n");
	expect_one(reader("A", 5, 1), reader("A", 6, 0), "card-removed 0 A atr 3B01\n");
	expect_one(reader("A", 4, 0), with_bits(reader("A", 5, -1), READER_MUTE),
	           "card-mute 0 A\n");
	expect_one(with_bits(reader("A", 5, -1), READER_MUTE), reader("A", 6, 0),
	           "card-removed 0 A\n");
}

static void a_swap_between_two_looks(void **state)
{
	(void)state;
	expect_one(reader("A", 5, 1), reader("A", 7, 1),
	           "card-removed 0 A atr 3B01\ncard-inserted 0 A atr 3B01\n");
	expect_one(reader("A", 5, 1), reader("A", 7, 2),
	           "card-removed 0 A atr 3B01\ncard-inserted 0 A atr 3B02\n");
}

/* On platforms without a counter it stays 0. */
static void without_a_counter(void **state)
{
	(void)state;
	expect_one(reader("A", 0, 0), reader("A", 0, 1), "card-inserted 0 A atr 3B01\n");
	expect_one(reader("A", 0, 1), reader("A", 0, 0), "card-removed 0 A atr 3B01\n");
	expect_one(reader("A", 0, 1), reader("A", 0, 2),
	           "card-removed 0 A atr 3B01\ncard-inserted 0 A atr 3B02\n");
	expect_one(reader("A", 0, 1), reader("A", 0, 1), "");
}

static void steps_that_nobody_saw(void **state)
{
	(void)state;
	expect_one(reader("A", 4, 0), reader("A", 9, 1), "card-inserted 0 A missed 4 atr 3B01\n");
	expect_one(reader("A", 5, 1), reader("A", 8, 0), "card-removed 0 A missed 2 atr 3B01\n");
	expect_one(reader("A", 4, 0), reader("A", 6, 0), "state-changed 0 A missed 2\n");
	expect_one(reader("A", 5, 1), reader("A", 11, 1),
	           "card-removed 0 A atr 3B01\ncard-inserted 0 A missed 4 atr 3B01\n");
	expect_one(reader("A", 5, 1), reader("A", 6, 1), "state-changed 0 A missed 1 atr 3B01\n");
}

static void the_counter_wraps(void **state)
{
	(void)state;
	expect_one(reader("A", 0xFFFF, 0), reader("A", 0, 1), "card-inserted 0 A atr 3B01\n");
	expect_one(reader("A", 0xFFFE, 1), reader("A", 3, 0),
	           "card-removed 0 A missed 4 atr 3B01\n");
	expect_one(reader("A", 0xFFFF, 1), reader("A", 1, 1),
	           "card-removed 0 A atr 3B01\ncard-inserted 0 A atr 3B01\n");
}

static void a_reader_that_was_away(void **state)
{
	(void)state;
	expect_one(reader("A", 9, 1), reader("A", 1, 2),
	           "card-removed 0 A atr 3B01\nreader-removed 0 A\n"
	           "reader-added 0 A\ncard-inserted 0 A atr 3B02\n");
	expect_one(reader("A", 8, 0), reader("A", 0, 0), "reader-removed 0 A\nreader-added 0 A\n");
}

static void readers_come_and_go(void **state)
{
	struct reader_state ab[] = {reader("A", 1, 1), reader("B", 3, 2)};
	struct reader_state bc[] = {reader("B", 3, 2), reader("C", 5, 3)};

	(void)state;
	expect(ab, 2, bc, 2,
	       "card-removed 0 A atr 3B01\nreader-removed 0 A\n"
	       "reader-added 1 C\ncard-inserted 1 C atr 3B03\n");
	expect(ab, 2, NONE, 0,
	       "card-removed 0 A atr 3B01\nreader-removed 0 A\n"
	       "card-removed 1 B atr 3B02\nreader-removed 1 B\n");
	expect(NONE, 0, ab, 1, "reader-added 0 A\ncard-inserted 0 A atr 3B01\n");
}

static void readers_swap_places(void **state)
{
	struct reader_state ab[] = {reader("A", 1, 1), reader("B", 2, 0)};
	struct reader_state ba[] = {reader("B", 2, 0), reader("A", 1, 1)};
	struct reader_state ba_moved[] = {reader("B", 3, 2), reader("A", 2, 0)};

	(void)state;
	expect(ab, 2, ba, 2, "");
	expect(ab, 2, ba_moved, 2, "card-inserted 0 B atr 3B02\ncard-removed 1 A atr 3B01\n");
}

static void a_state_that_changes(void **state)
{
	struct reader_state card = reader("A", 5, 1);

	(void)state;
	expect_one(card, with_bits(card, READER_INUSE), "state-changed 0 A atr 3B01\n");
	expect_one(with_bits(card, READER_EXCLUSIVE), card, "state-changed 0 A atr 3B01\n");
	/* A card that is powered later is still the same card. */
	expect_one(reader("A", 5, -1), card, "state-changed 0 A atr 3B01\n");
	/* A card that became mute, and a mute one that responded. */
	expect_one(card, with_bits(reader("A", 5, -1), READER_MUTE), "card-mute 0 A\n");
	expect_one(with_bits(reader("A", 5, -1), READER_MUTE), card,
	           "card-inserted 0 A atr 3B01\n");
}

static void a_reader_that_fails(void **state)
{
	struct reader_state failed = reader("A", 5, 0);

	(void)state;
	failed.bits = READER_UNAVAILABLE;
	expect_one(reader("A", 5, 1), failed, "card-removed 0 A atr 3B01\n");
	expect_one(reader("A", 5, 0), failed, "state-changed 0 A\n");
	expect_one(failed, reader("A", 5, 1), "card-inserted 0 A atr 3B01\n");
}

static void keep_bits(void *context, const struct watch_event *event)
{
	uint32_t *bits = context;

	bits[0] = event->before;
	bits[1] = event->reader->bits;
}

/* A card that is shown before it is counted: each query is compared with the previous one. */
static void counted_later(void **state)
{
	struct reader_state looks[] = {
		reader("A", 5, 0), reader("A", 5, 1),  reader("A", 6, 1),
		reader("A", 6, 0), reader("A", 9, 1),  reader("A", 9, 0),
		reader("A", 9, 0), reader("A", 12, 0), reader("A", 12, 0),
	};
	const char *const stories[] = {
		"card-inserted 0 A atr 3B01\n",
		"",
		"card-removed 0 A atr 3B01\n",
		"card-inserted 0 A missed 1 atr 3B01\n", /* one of the three steps is that of the
	                                                  * removal */
		"card-removed 0 A atr 3B01\n",
		"",
		"state-changed 0 A missed 2\n",
		"",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(stories); i++)
		expect(&looks[i], 1, &looks[i + 1], 1, stories[i]);
}

static void bits_before_and_after(void **state)
{
	struct reader_state old = with_bits(reader("A", 5, 1), READER_CHANGED);
	struct reader_state now = with_bits(reader("A", 5, 1), READER_INUSE);
	uint32_t bits[2] = {0, 0};

	(void)state;
	watch_compare(&old, 1, &now, 1, false, keep_bits, bits);
	assert_int_equal(bits[0], READER_PRESENT);
	assert_int_equal(bits[1], READER_PRESENT | READER_INUSE);
	watch_compare(&old, 1, NULL, 0, false, keep_bits, bits);
	assert_int_equal(bits[0], READER_PRESENT);
	assert_int_equal(bits[1], READER_UNKNOWN);
}

struct bits_before {
	uint32_t bits[8];
	size_t count;
};

static void add_bits_before(void *context, const struct watch_event *event)
{
	struct bits_before *before = context;

	assert_true(before->count < LENGTH(before->bits));
	before->bits[before->count++] = event->before;
}

/* Reported as initial, but marked as known, so that programs can report only what is new. */
static void bits_before_the_service_went(void **state)
{
	struct reader_state old[] = {reader("A", 5, 1), reader("B", 5, 1)};
	struct reader_state now[] = {with_bits(reader("A", 0, 1), READER_INUSE), reader("B", 0, 2),
	                             reader("C", 0, 1)};
	const uint32_t expected[] = {
		READER_PRESENT, /* the card that left B */
		READER_PRESENT,
		READER_PRESENT, /* A and its card */
		READER_EMPTY,
		READER_EMPTY, /* B and another card */
		0,
		0, /* C and its card */
	};
	struct bits_before before = {.count = 0};

	(void)state;
	watch_compare(old, LENGTH(old), now, LENGTH(now), true, add_bits_before, &before);
	assert_int_equal(before.count, LENGTH(expected));
	assert_memory_equal(before.bits, expected, sizeof expected);
}

/* A mute card has no ATR, and the ATR of a card that was already there has been reported. */
static void an_atr_is_told_once(void **state)
{
	struct reader_state powered = with_bits(reader("A", 1, 1), READER_PRESENT);
	struct watch_event event = {.kind = WATCH_CARD_INSERTED, .reader = &powered};

	(void)state;
	assert_false(watch_brings_atr(&event));
	event.atr = powered.atr;
	event.atr_length = powered.atr_length;
	assert_true(watch_brings_atr(&event));
	event.kind = WATCH_CARD_REMOVED;
	assert_false(watch_brings_atr(&event));
	event.kind = WATCH_STATE_CHANGED;
	event.before = READER_PRESENT | READER_INUSE;
	assert_false(watch_brings_atr(&event));
	event.before = READER_PRESENT; /* the bits are the same: only the ATR is new */
	assert_true(watch_brings_atr(&event));
}

static void names_of_kinds(void **state)
{
	(void)state;
	assert_string_equal(watch_kind_name(WATCH_SERVICE_LOST), "service-lost");
	assert_string_equal(watch_kind_name(WATCH_SERVICE_BACK), "service-back");
	assert_string_equal(watch_kind_name(WATCH_READER_ADDED), "reader-added");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_happened),
		cmocka_unit_test(what_is_there_at_the_start),
		cmocka_unit_test(while_the_service_was_away),
		cmocka_unit_test(several_readers_while_the_service_was_away),
		cmocka_unit_test(cards_come_and_go),
		cmocka_unit_test(a_swap_between_two_looks),
		cmocka_unit_test(without_a_counter),
		cmocka_unit_test(steps_that_nobody_saw),
		cmocka_unit_test(the_counter_wraps),
		cmocka_unit_test(a_reader_that_was_away),
		cmocka_unit_test(readers_come_and_go),
		cmocka_unit_test(readers_swap_places),
		cmocka_unit_test(a_state_that_changes),
		cmocka_unit_test(a_reader_that_fails),
		cmocka_unit_test(counted_later),
		cmocka_unit_test(bits_before_and_after),
		cmocka_unit_test(bits_before_the_service_went),
		cmocka_unit_test(an_atr_is_told_once),
		cmocka_unit_test(names_of_kinds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
