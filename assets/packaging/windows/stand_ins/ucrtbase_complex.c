/* Arithmetic of complex numbers that Wine's ucrtbase.dll only names, and numpy asks for when it is loaded. */
#include <complex.h>
#include <math.h>

typedef struct { float re, im; } single_complex;
typedef struct { double re, im; } double_complex_;

static float complex from_single(single_complex z) { return z.re + z.im * I; }
static double complex from_double(double_complex_ z) { return z.re + z.im * I; }
static single_complex to_single(float complex z) { single_complex r = {crealf(z), cimagf(z)}; return r; }
static double_complex_ to_double(double complex z) { double_complex_ r = {creal(z), cimag(z)}; return r; }

float x_crealf(single_complex z) { return z.re; }
float x_cimagf(single_complex z) { return z.im; }
float x_cabsf(single_complex z) { return hypotf(z.re, z.im); }
float x_cargf(single_complex z) { return atan2f(z.im, z.re); }
double x_creal(double_complex_ z) { return z.re; }
double x_cimag(double_complex_ z) { return z.im; }
double x_cabs(double_complex_ z) { return hypot(z.re, z.im); }
double x_carg(double_complex_ z) { return atan2(z.im, z.re); }

#define SINGLE(name) single_complex x_##name(single_complex z) { return to_single(name(from_single(z))); }
#define DOUBLE(name) double_complex_ x_##name(double_complex_ z) { return to_double(name(from_double(z))); }
DOUBLE(ccos) DOUBLE(csin) DOUBLE(ctan) DOUBLE(cexp) DOUBLE(csqrt) DOUBLE(clog)
SINGLE(cexpf) SINGLE(csqrtf) SINGLE(clogf)
double_complex_ x_cpow(double_complex_ a, double_complex_ b) { return to_double(cpow(from_double(a), from_double(b))); }
single_complex x_cpowf(single_complex a, single_complex b) { return to_single(cpowf(from_single(a), from_single(b))); }
