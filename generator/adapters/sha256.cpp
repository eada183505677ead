// FIPS 180-4 with the instructions sha256rnds2, sha256msg1 and sha256msg2: each step works on four words of the message
// schedule and does four rounds. The processor wants the eight words of the state as (A B E F) and (C D G H).
#include "adapters/sha256.h"

#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#include <sys/platform/x86.h>
#endif

namespace kitei::adapters {

Sha256 sha256_portable(std::string_view bytes) {
  static_assert(sizeof(Sha256) == crypto_hash_sha256_BYTES);
  Sha256 digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return digest;
}

namespace {

// The state of libsodium in the room of a Sha256OfPieces.
static_assert(sizeof(crypto_hash_sha256_state) <= 128);
void begin_portable(unsigned char* room) { crypto_hash_sha256_init(reinterpret_cast<crypto_hash_sha256_state*>(room)); }
void add_portable(unsigned char* room, std::string_view bytes) {
  crypto_hash_sha256_update(reinterpret_cast<crypto_hash_sha256_state*>(room), reinterpret_cast<const unsigned char*>(bytes.data()),
                            bytes.size());
}
Sha256 finish_portable(unsigned char* room) {
  Sha256 digest{};
  crypto_hash_sha256_final(reinterpret_cast<crypto_hash_sha256_state*>(room), digest.data());
  return digest;
}

}  // namespace

#if defined(__x86_64__)
namespace {

constexpr std::size_t kBlock = 64;

alignas(16) constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

struct State {
  __m128i abef;
  __m128i cdgh;
};

// The C library has asked the processor when the program was loaded. Asking again takes as long as hashing 100 KB where the
// processor is a virtual one (12 µs a question, and four of them).
bool has_sha_instructions() { return CPU_FEATURE_ACTIVE(SSSE3) && CPU_FEATURE_ACTIVE(SSE4_1) && CPU_FEATURE_ACTIVE(SHA); }

State first_state() {
  return {_mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
          _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
}

// Takes `blocks` blocks of each of kTexts texts. A round waits for the one before it, so that two texts side by side cost
// little more than one.
template <std::size_t kTexts>
__attribute__((target("sha,sse4.1"))) void compress(State* const (&states)[kTexts], const unsigned char* const (&data)[kTexts],
                                                    std::size_t blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);  // the words are big-endian
  State now[kTexts];
  for (std::size_t t = 0; t < kTexts; ++t) now[t] = *states[t];
  for (std::size_t block = 0; block < blocks; ++block) {
    State sum[kTexts];
    __m128i words[kTexts][4];
#pragma GCC unroll 2
    for (std::size_t t = 0; t < kTexts; ++t) {
      sum[t] = now[t];
#pragma GCC unroll 4
      for (std::size_t i = 0; i < 4; ++i) {
        const unsigned char* const at = data[t] + block * kBlock + 16 * i;
        words[t][i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), swap);
      }
    }
#pragma GCC unroll 16
    for (int i = 0; i < 16; ++i) {
#pragma GCC unroll 2
      for (std::size_t t = 0; t < kTexts; ++t) {
        __m128i& word = words[t][i & 3];
        const __m128i last = words[t][(i + 3) & 3];
        __m128i input = _mm_add_epi32(word, _mm_load_si128(reinterpret_cast<const __m128i*>(kRound + 4 * i)));
        now[t].cdgh = _mm_sha256rnds2_epu32(now[t].cdgh, now[t].abef, input);
        input = _mm_shuffle_epi32(input, 0x0E);
        now[t].abef = _mm_sha256rnds2_epu32(now[t].abef, now[t].cdgh, input);
        if (i >= 12) continue;
        const __m128i earlier = _mm_alignr_epi8(last, words[t][(i + 2) & 3], 4);
        word = _mm_add_epi32(_mm_sha256msg1_epu32(word, words[t][(i + 1) & 3]), earlier);
        word = _mm_sha256msg2_epu32(word, last);
      }
    }
#pragma GCC unroll 2
    for (std::size_t t = 0; t < kTexts; ++t) {
      now[t].abef = _mm_add_epi32(sum[t].abef, now[t].abef);
      now[t].cdgh = _mm_add_epi32(sum[t].cdgh, now[t].cdgh);
    }
  }
  for (std::size_t t = 0; t < kTexts; ++t) *states[t] = now[t];
}

// Takes the next whole blocks of one text.
__attribute__((target("sha,sse4.1"))) void take_blocks(State& state, const char* bytes, std::size_t blocks) {
  compress<1>({&state}, {reinterpret_cast<const unsigned char*>(bytes)}, blocks);
}

// The digest of a text of `size` bytes of which all whole blocks are in `state`, and `rest` is what follows.
__attribute__((target("sha,sse4.1"))) Sha256 finish(State state, std::string_view rest, std::uint64_t size) {
  // The rest, a one bit, zeros, and the length in bits.
  unsigned char tail[2 * kBlock] = {};
  if (!rest.empty()) std::memcpy(tail, rest.data(), rest.size());
  tail[rest.size()] = 0x80;
  const std::size_t blocks = rest.size() + 9 <= kBlock ? 1 : 2;
  const std::uint64_t bits = size * 8;
  for (int i = 0; i < 8; ++i) tail[blocks * kBlock - 1 - i] = static_cast<unsigned char>(bits >> (8 * i));
  compress<1>({&state}, {tail}, blocks);

  alignas(16) std::uint32_t first[4];   // F E B A
  alignas(16) std::uint32_t second[4];  // H G D C
  _mm_store_si128(reinterpret_cast<__m128i*>(first), state.abef);
  _mm_store_si128(reinterpret_cast<__m128i*>(second), state.cdgh);
  const std::uint32_t words[8] = {first[3], first[2], second[3], second[2], first[1], first[0], second[1], second[0]};
  Sha256 digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<unsigned char>(words[i / 4] >> (24 - 8 * (i % 4)));
  }
  return digest;
}

// The same where `done` whole blocks are in `state`.
Sha256 finish_text(State state, std::string_view bytes, std::size_t done) {
  const std::size_t whole = bytes.size() / kBlock;
  take_blocks(state, bytes.data() + done * kBlock, whole - done);
  return finish(state, bytes.substr(whole * kBlock), bytes.size());
}

Sha256 sha256_native(std::string_view bytes) { return finish_text(first_state(), bytes, 0); }

std::array<Sha256, 2> sha256_native_of_two(std::string_view a, std::string_view b) {
  State state_a = first_state(), state_b = first_state();
  const std::size_t both = std::min(a.size(), b.size()) / kBlock;
  compress<2>({&state_a, &state_b}, {reinterpret_cast<const unsigned char*>(a.data()), reinterpret_cast<const unsigned char*>(b.data())},
              both);
  return {finish_text(state_a, a, both), finish_text(state_b, b, both)};
}

}  // namespace

Sha256 sha256(std::string_view bytes) {
  static const bool native = has_sha_instructions();
  return native ? sha256_native(bytes) : sha256_portable(bytes);
}

std::array<Sha256, 2> sha256_of_two(std::string_view a, std::string_view b) {
  static const bool native = has_sha_instructions();
  if (native) return sha256_native_of_two(a, b);
  return {sha256_portable(a), sha256_portable(b)};
}

static_assert(sizeof(State) <= 128);

Sha256OfPieces::Sha256OfPieces() : native_(has_sha_instructions()) {
  const State first = first_state();
  if (native_) std::memcpy(state_.data(), &first, sizeof first);
  else begin_portable(state_.data());
}

void Sha256OfPieces::add(std::string_view bytes) {
  if (!native_) return add_portable(state_.data(), bytes);
  State state;
  std::memcpy(&state, state_.data(), sizeof state);
  const std::size_t open = size_ % kBlock;
  size_ += bytes.size();
  if (open > 0) {
    const std::string_view head = bytes.substr(0, kBlock - open);
    head.copy(open_.data() + open, head.size());
    bytes.remove_prefix(head.size());
    if (open + head.size() < kBlock) return;
    take_blocks(state, open_.data(), 1);
  }
  take_blocks(state, bytes.data(), bytes.size() / kBlock);
  bytes.substr(bytes.size() / kBlock * kBlock).copy(open_.data(), kBlock);
  std::memcpy(state_.data(), &state, sizeof state);
}

Sha256 Sha256OfPieces::finish() {
  if (!native_) return finish_portable(state_.data());
  State state;
  std::memcpy(&state, state_.data(), sizeof state);
  return kitei::adapters::finish(state, {open_.data(), size_ % kBlock}, size_);
}

#else

Sha256OfPieces::Sha256OfPieces() : native_(false) { begin_portable(state_.data()); }
void Sha256OfPieces::add(std::string_view bytes) { add_portable(state_.data(), bytes); }
Sha256 Sha256OfPieces::finish() { return finish_portable(state_.data()); }

Sha256 sha256(std::string_view bytes) { return sha256_portable(bytes); }
std::array<Sha256, 2> sha256_of_two(std::string_view a, std::string_view b) { return {sha256(a), sha256(b)}; }

#endif

}  // namespace kitei::adapters
