// The libsrtp 3 calls that mediasoup's worker makes, given by the system's libsrtp 2.
// Version 3 has opaque policies and separate buffers in and out; version 2 has a plain struct and works in place.
// The functions below are C++ overloads beside libsrtp 2's C functions of the same name.
#ifndef HUBWERK_COMPAT_SRTP_H
#define HUBWERK_COMPAT_SRTP_H

#define srtp_policy_t srtp2_policy_t
#include <srtp2/srtp.h>
#undef srtp_policy_t

#include <cstddef>
#include <cstdint>
#include <cstring>

struct Srtp3Policy
{
	srtp2_policy_t policy{};
	uint8_t key[SRTP_MAX_KEY_LEN]{};
};
using srtp_policy_t = Srtp3Policy*;

inline constexpr auto srtp_err_status_buffer_small = static_cast<srtp_err_status_t>(28);
inline constexpr auto srtp_err_status_cryptex_err  = static_cast<srtp_err_status_t>(29);

inline srtp_err_status_t srtp_policy_create(srtp_policy_t* policy)
{
	*policy                  = new Srtp3Policy();
	(*policy)->policy.key    = (*policy)->key;
	return srtp_err_status_ok;
}

inline void srtp_policy_destroy(srtp_policy_t policy)
{
	delete policy;
}

inline srtp_err_status_t srtp_policy_set_ssrc(srtp_policy_t policy, srtp_ssrc_t ssrc)
{
	policy->policy.ssrc = ssrc;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_profile(srtp_policy_t policy, srtp_profile_t profile)
{
	const auto err = srtp_crypto_policy_set_from_profile_for_rtp(&policy->policy.rtp, profile);
	return err != srtp_err_status_ok ? err : srtp_crypto_policy_set_from_profile_for_rtcp(&policy->policy.rtcp, profile);
}

inline srtp_err_status_t srtp_policy_add_key(
  srtp_policy_t policy,
  const uint8_t* key,
  size_t keyLen,
  const uint8_t* salt,
  size_t saltLen,
  const uint8_t* /*mki*/,
  size_t /*mkiLen*/)
{
	if (keyLen + saltLen > sizeof(policy->key))
	{
		return srtp_err_status_bad_param;
	}
	std::memcpy(policy->key, key, keyLen);
	std::memcpy(policy->key + keyLen, salt, saltLen);
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_allow_repeat_tx(srtp_policy_t policy, bool allow)
{
	policy->policy.allow_repeat_tx = allow ? 1 : 0;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_policy_set_window_size(srtp_policy_t policy, size_t size)
{
	policy->policy.window_size = size;
	return srtp_err_status_ok;
}

inline srtp_err_status_t srtp_create(srtp_t* session, srtp_policy_t policy)
{
	return srtp_create(session, static_cast<const srtp2_policy_t*>(&policy->policy));
}

inline srtp_err_status_t srtp_stream_remove(srtp_t session, uint32_t ssrcInNetworkOrder)
{
	return srtp_remove_stream(session, ssrcInNetworkOrder);
}

namespace hubwerk
{
	// Copies the packet to its destination and lets libsrtp 2 work on it there. Protecting makes a packet longer, so the
	// destination must have room for that; opening makes it shorter.
	template<typename InPlace>
	srtp_err_status_t srtpInto(
	  InPlace&& inPlace, const uint8_t* in, size_t inLen, uint8_t* out, size_t* outLen, size_t growth)
	{
		if (inLen + growth > *outLen)
		{
			return srtp_err_status_buffer_small;
		}
		if (in != out)
		{
			std::memmove(out, in, inLen);
		}
		int len        = static_cast<int>(inLen);
		const auto err = inPlace(out, &len);
		if (err == srtp_err_status_ok)
		{
			*outLen = static_cast<size_t>(len);
		}
		return err;
	}
} // namespace hubwerk

inline srtp_err_status_t srtp_protect(
  srtp_t session, const uint8_t* rtp, size_t rtpLen, uint8_t* srtp, size_t* srtpLen, size_t /*mkiIndex*/)
{
	return hubwerk::srtpInto(
	  [session](void* packet, int* len) { return srtp_protect(session, packet, len); },
	  rtp, rtpLen, srtp, srtpLen, SRTP_MAX_TRAILER_LEN);
}

inline srtp_err_status_t srtp_unprotect(
  srtp_t session, const uint8_t* srtp, size_t srtpLen, uint8_t* rtp, size_t* rtpLen)
{
	return hubwerk::srtpInto(
	  [session](void* packet, int* len) { return srtp_unprotect(session, packet, len); }, srtp, srtpLen, rtp, rtpLen, 0);
}

inline srtp_err_status_t srtp_protect_rtcp(
  srtp_t session, const uint8_t* rtcp, size_t rtcpLen, uint8_t* srtcp, size_t* srtcpLen, size_t /*mkiIndex*/)
{
	// Four more octets than RTP: the SRTCP index.
	return hubwerk::srtpInto(
	  [session](void* packet, int* len) { return srtp_protect_rtcp(session, packet, len); },
	  rtcp, rtcpLen, srtcp, srtcpLen, SRTP_MAX_TRAILER_LEN + 4);
}

inline srtp_err_status_t srtp_unprotect_rtcp(
  srtp_t session, const uint8_t* srtcp, size_t srtcpLen, uint8_t* rtcp, size_t* rtcpLen)
{
	return hubwerk::srtpInto(
	  [session](void* packet, int* len) { return srtp_unprotect_rtcp(session, packet, len); },
	  srtcp, srtcpLen, rtcp, rtcpLen, 0);
}

#endif
