using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>What a peer without sound describes.</summary>
internal static class Described
{
    private static readonly byte[] Sound = Encoding.ASCII.GetBytes("v=0\r\no=us 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");

    public static string Offer => Encoding.ASCII.GetString(Sound);

    /// <summary>Answers, and waits until the caller knows.</summary>
    public static async Task AnswerAsync(this PhoneCall call)
    {
        await call.Call.AnswerAsync(static r => r.Body(Sound, "application/sdp"));
        await call.NextAsync<SipCallEvent.Established>();
    }

    public static SipResponse Refusal(this SipCallEvent.Ended ended) => ended.By.ShouldBeOfType<SipResponse>();
}
