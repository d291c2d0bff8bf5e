/* base/latency: percentiles and histograms of many durations. */
#include "test.h"

#include "base/latency.h"

static struct latency latency;

static int clear(void **state)
{
	(void)state;
	memset(&latency, 0, sizeof latency);
	return 0;
}

static void nothing(void **state)
{
	struct latency_row rows[LATENCY_ROWS_MAX];

	(void)state;
	assert_int_equal(latency_at(&latency, 500), 0);
	assert_int_equal(latency_rows(&latency, rows), 0);
}

static void one(void **state)
{
	struct latency_row rows[LATENCY_ROWS_MAX];

	(void)state;
	latency_add(&latency, 123457);
	for (unsigned p = 0; p <= 1000; p += 100)
		assert_int_equal(latency_at(&latency, p), 123457);
	assert_int_equal(latency_rows(&latency, rows), 1);
	assert_int_equal(rows[0].count, 1);
	assert_true(rows[0].from <= 123457 && 123457 < rows[0].to);
}

/* By nearest rank; exact for short durations. */
static void ranks(void **state)
{
	(void)state;
	for (uint64_t ns = 100; ns >= 1; ns--)
		latency_add(&latency, ns);
	assert_int_equal(latency.min, 1);
	assert_int_equal(latency.max, 100);
	assert_int_equal(latency_at(&latency, 0), 1);
	assert_int_equal(latency_at(&latency, 10), 1);
	assert_int_equal(latency_at(&latency, 500), 50);
	assert_int_equal(latency_at(&latency, 900), 90);
	assert_int_equal(latency_at(&latency, 990), 99);
	assert_int_equal(latency_at(&latency, 991), 100);
	assert_int_equal(latency_at(&latency, 1000), 100);
}

static void near(uint64_t got, uint64_t is)
{
	assert_true(got <= is && is - got <= is / 256 + 1);
}

/* The result is within 0.4 % of the duration, whatever it is. */
static void precision(void **state)
{
	(void)state;
	for (uint64_t ns = 1; ns < (uint64_t)1 << 40; ns = ns * 17 / 16 + 1) {
		clear(NULL);
		latency_add(&latency, 0);
		latency_add(&latency, ns);
		latency_add(&latency, ns * 2);
		near(latency_at(&latency, 500), ns);
	}
}

static void too_long(void **state)
{
	struct latency_row rows[LATENCY_ROWS_MAX];

	(void)state;
	latency_add(&latency, 5);
	latency_add(&latency, UINT64_MAX / 2);
	assert_int_equal(latency.max, UINT64_MAX / 2);
	assert_int_equal(latency_at(&latency, 400), 5);
	assert_int_equal(latency_at(&latency, 1000), UINT64_MAX / 2);
	size_t count = latency_rows(&latency, rows);
	assert_true(count >= 1 && count <= LATENCY_ROWS_MAX);
}

/* The rows are contiguous, and count every call once. */
static void check_rows(void)
{
	struct latency_row rows[LATENCY_ROWS_MAX];
	size_t count = latency_rows(&latency, rows);
	uint64_t sum = 0;

	assert_true(count >= 1 && count <= LATENCY_ROWS_MAX);
	assert_true(rows[0].from <= latency.min);
	for (size_t i = 0; i < count; i++) {
		sum += rows[i].count;
		assert_true(i == 0 || rows[i].from == rows[i - 1].to);
	}
	assert_int_equal(sum, latency.count);
}

static void histogram(void **state)
{
	struct latency_row rows[LATENCY_ROWS_MAX];

	(void)state;
	/* 100 us to 199 us, evenly distributed, and one of 5 ms. */
	for (uint64_t us = 100; us < 200; us++)
		for (int i = 0; i < 10; i++)
			latency_add(&latency, us * 1000);
	latency_add(&latency, 5000000);
	assert_int_equal(latency_rows(&latency, rows), 6);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(rows[i].from, 100000 + 20000 * i);
		assert_true(rows[i].count >= 190 && rows[i].count <= 210);
	}
	assert_int_equal(rows[5].to, 5000000);
	assert_int_equal(rows[5].count, 1);
	check_rows();
}

static void any_histogram(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (int round = 0; round < 300; round++) {
		clear(NULL);
		for (int i = 0; i < 50; i++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			latency_add(&latency, random >> (24 + round % 40));
		}
		check_rows();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(nothing, clear),
		cmocka_unit_test_setup(one, clear),
		cmocka_unit_test_setup(ranks, clear),
		cmocka_unit_test_setup(precision, clear),
		cmocka_unit_test_setup(too_long, clear),
		cmocka_unit_test_setup(histogram, clear),
		cmocka_unit_test_setup(any_histogram, clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
