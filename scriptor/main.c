#include "sys/output.h"

int main(void)
{
	output_start();
	return output_end(STATUS_YES);
}
