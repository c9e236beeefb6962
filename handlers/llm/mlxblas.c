/* mlxblas.c: cblas_sgemm for MLX on Linux, answered by the OpenBLAS that ships inside numpy.
 *
 * MLX's Linux wheel links netlib's reference BLAS, whose sgemm is 20 to 60 times slower. numpy carries OpenBLAS under
 * prefixed 64-bit-integer names. This library, loaded with RTLD_GLOBAL before MLX, wins the symbol and forwards it.
 */
#include <stdint.h>

typedef int64_t I;

enum { ROW_MAJOR = 101, NO_TRANS = 111, TRANS = 112 };

extern void scipy_cblas_sgemm64_(int, int, int, I, I, I, float, const float *, I, const float *, I, float, float *, I);
extern void scipy_cblas_sgemv64_(int, int, I, I, float, const float *, I, const float *, I, float, float *, I);

static uint64_t calls;

/* How many products went through here: the proof that MLX uses this library. */
uint64_t mlxblas_calls(void) { return __atomic_load_n(&calls, __ATOMIC_RELAXED); }

void cblas_sgemm(int order, int ta, int tb, int m, int n, int k, float alpha, const float *a, int lda, const float *b,
                 int ldb, float beta, float *c, int ldc) {
  __atomic_fetch_add(&calls, 1, __ATOMIC_RELAXED);
  /* One row, the decode step: a matrix-vector product is 1.5 to 2.5 times faster than sgemm with m = 1. */
  if (order == ROW_MAJOR && m == 1 && ta == NO_TRANS) {
    if (tb == TRANS)
      scipy_cblas_sgemv64_(ROW_MAJOR, NO_TRANS, n, k, alpha, b, ldb, a, 1, beta, c, 1);
    else
      scipy_cblas_sgemv64_(ROW_MAJOR, TRANS, k, n, alpha, b, ldb, a, 1, beta, c, 1);
    return;
  }
  scipy_cblas_sgemm64_(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}
