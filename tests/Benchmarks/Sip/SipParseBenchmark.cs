using System.Buffers;
using System.Diagnostics;
using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Benchmarks.Sip;

/// <summary>The messages of one call read, looked into and written, beside a plain scan of the same bytes for line ends. One thread.</summary>
internal static class SipParseBenchmark
{
    private const string Sdp =
        "v=0\r\no=- 3849203 3849203 IN IP4 198.51.100.7\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\nm=audio 40002 RTP/AVP 8 0 101\r\n"
        + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n";

    private const string Offer =
        "Contact: <sip:+4989765432@198.51.100.7:5060>\r\nAllow: INVITE, ACK, CANCEL, BYE, PRACK, UPDATE, OPTIONS\r\nSupported: timer, 100rel\r\n"
        + "Session-Expires: 1800;refresher=uac\r\nP-Asserted-Identity: <sip:+4989765432@carrier.example>\r\nUser-Agent: Carrier SBC 9.2.1\r\nX-Carrier-Id: 7f3a91c2-d4e5-4f60\r\n";

    public static int Run(Settings settings)
    {
        var seconds = settings.Number("seconds", 1);
        var rounds = settings.Whole("rounds", 5);
        settings.Check();
        byte[] invite = Message("INVITE sip:+4930123456@203.0.113.10:5060 SIP/2.0", "1 INVITE", Offer, Sdp);
        byte[][] call =
        [
            invite,
            Message("SIP/2.0 100 Trying", "1 INVITE", "", ""),
            Message("SIP/2.0 180 Ringing", "1 INVITE", Offer, ""),
            Message("SIP/2.0 200 OK", "1 INVITE", Offer, Sdp),
            Message("ACK sip:+4930123456@203.0.113.10:5060 SIP/2.0", "1 ACK", "", ""),
            Message("BYE sip:+4930123456@203.0.113.10:5060 SIP/2.0", "2 BYE", "", ""),
            Message("SIP/2.0 200 OK", "2 BYE", "", ""),
        ];
        Measure("an INVITE", [invite], seconds, rounds);
        Measure("a call's seven messages", call, seconds, rounds);
        return 0;
    }

    private static void Measure(string what, byte[][] messages, double seconds, int rounds)
    {
        var parsed = Array.ConvertAll(messages, Parse);
        var writer = new ArrayBufferWriter<byte>(4_096);
        (string Name, Action<int> Work)[] works =
        [
            ("line ends counted", at => _ = messages[at].AsSpan().Count((byte)'\n')),
            ("copied", at => _ = messages[at].AsSpan().ToArray()),
            ("read", at => Parse(messages[at])),
            ("read, and what a stack asks", at => Look(Parse(messages[at]))),
            ("written", at =>
            {
                writer.ResetWrittenCount();
                parsed[at].WriteTo(writer);
            }),
        ];
        var results = works.Select(static _ => new List<(double Rate, double Bytes)>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var work = 0; work < works.Length; work++)
            {
                var result = Once(works[work].Work, messages.Length, seconds);
                if (round > 0)
                {
                    results[work].Add(result); // the first one is for the compiler
                }
            }
        }

        var size = messages.Average(static m => m.Length);
        Console.WriteLine($"{what}, {size:N0} bytes a message; medians of {rounds} rounds, in turns");
        var scan = Load.Middle(results[0].Select(static r => r.Rate));
        for (var work = 0; work < works.Length; work++)
        {
            var rate = Load.Middle(results[work].Select(static r => r.Rate));
            Console.WriteLine(
                $"  {works[work].Name,-28} {rate * size / 1e6,8:N0} MB/s  {1e6 / rate,7:N2} µs a message  {Load.Middle(results[work].Select(static r => r.Bytes)),6:N0} bytes allocated  {rate / scan,6:N3} of the scan");
        }
    }

    private static (double Rate, double Bytes) Once(Action<int> work, int count, double seconds)
    {
        var (done, at) = (0L, 0);
        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        while (true)
        {
            for (var some = 0; some < 256; some++)
            {
                work(at);
                at = at + 1 == count ? 0 : at + 1;
            }

            done += 256;
            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (elapsed >= seconds)
            {
                return (done / elapsed, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / done);
            }
        }
    }

    private static SipMessage Parse(byte[] bytes) =>
        SipParser.TryParse(bytes, SipLimits.Default, out var message, out var fault) ? message : throw new InvalidOperationException(fault.ToString());

    /// <summary>What transactions and dialogs read of each message.</summary>
    private static void Look(SipMessage message)
    {
        if (message.TopVia!.Branch is null || message.CallId.Length == 0 || message.FromTag is null || message.ToTag is null || message.CSeq.Number == 0)
        {
            throw new InvalidOperationException("The message has lost something.");
        }
    }

    private static byte[] Message(string start, string cseq, string extra, string body) => Encoding.ASCII.GetBytes(
        $"{start}\r\nVia: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bK7f3a.91c2d4e5\r\nMax-Forwards: 68\r\n"
        + "From: \"Anna Schmidt\" <sip:+4989765432@carrier.example>;tag=gK0c8f12ab\r\nTo: <sip:+4930123456@203.0.113.10>;tag=7\r\n"
        + $"Call-ID: 1203948_88213377@198.51.100.7\r\nCSeq: {cseq}\r\n{extra}{(body.Length == 0 ? "" : "Content-Type: application/sdp\r\n")}Content-Length: {body.Length}\r\n\r\n{body}");
}
