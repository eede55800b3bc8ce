using System.Net;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>All a stack may do with what came: nothing of it throws, and what was taken is written so that it is taken again.</summary>
internal static class Everything
{
    private static readonly IPEndPoint Source = new(IPAddress.Parse("192.0.2.50"), 5_070);

    private static readonly SipHeaderName[] Names =
        [.. typeof(SipHeaderName).GetProperties().Where(static p => p.PropertyType == typeof(SipHeaderName)).Select(static p => (SipHeaderName)p.GetValue(null)!)];

    /// <returns>True where it was taken.</returns>
    public static bool Holds(byte[] bytes, SipLimits limits)
    {
        if (!SipParser.TryParse(bytes, limits, out var message, out var fault))
        {
            fault.Offset.ShouldBeInRange(0, bytes.Length);
            fault.Message.ShouldAllBe(static c => (c >= ' ' && c < 127) || c == '…');
            fault.Message.Length.ShouldBeLessThan(600);
            if (fault.Answer(Source, "ours") is { } refusal)
            {
                refusal.Status.ShouldBe(fault.Status!.Value);
                Lines(refusal.ToArray());
            }

            return false;
        }

        Read(message);
        var written = message.ToArray();
        Lines(written);
        SipParser.TryParse(written, SipLimits.Default with { MessageBytes = 16 << 20, HeadBytes = 1 << 20 }, out var again, out fault).ShouldBeTrue(fault?.ToString());
        again!.ToArray().ShouldBe(written);
        if (message is SipRequest request)
        {
            var from = request.ReceivedFrom(Source);
            from.TopVia!.Received.ShouldBe("192.0.2.50");
            var answer = SipResponse.For(from, 200, toTag: "ours");
            answer.To.Tag.ShouldNotBeNull();
            Samples.Parse(answer.ToArray()).ToArray().ShouldBe(answer.ToArray());
        }

        return true;
    }

    /// <summary>A head is lines of a name and a value: nothing in it ends a line that should not.</summary>
    private static void Lines(byte[] written)
    {
        var head = written.AsSpan(0, written.AsSpan().IndexOf("\r\n\r\n"u8) + 2);
        head.Count((byte)'\n').ShouldBe(head.Count((byte)'\r'));
        head.Count("\r\n"u8).ShouldBe(head.Count((byte)'\r'));
        head = head[(head.IndexOf((byte)'\n') + 1)..];
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            head[..end].IndexOf((byte)':').ShouldBeGreaterThan(0);
            head = head[(end + 1)..];
        }
    }

    private static void Read(SipMessage message)
    {
        (message.TopVia is not null && message.CallId.Length > 0 && message.From.Uri is not null && message.To.Uri is not null).ShouldBeTrue();
        (message.FromTag, message.ToTag).ShouldBe((message.From.Tag, message.To.Tag));
        message.Vias().Length.ShouldBeGreaterThan(0);
        _ = (message.MaxForwards, message.Expires, message.MinExpires, message.RSeq, message.RAck, message.SessionExpires, message.MinSE, message.Replaces, message.RetryAfter);
        _ = (message.IsContactWildcard, message.ContentType?.ToString(), message.Reasons().Length);
        foreach (var name in Names)
        {
            foreach (var address in message.Addresses(name))
            {
                _ = (address.Expires, address.Q, address.Tag, address.Uri.User, address.Uri.Password, address.Uri.Port, address.Uri.Headers.Count, address.Uri.GetHashCode());
                SipUri.Parse(address.Uri.ToString()).Equals(address.Uri).ShouldBeTrue();
                SipAddress.TryParse(address.ToString(), out var again).ShouldBeTrue(address.ToString());
                again!.Uri.ToString().ShouldBe(address.Uri.ToString());
            }

            _ = (message.Values(name).Length, message.Tokens(name).Length, message.Header(name)?.Length);
        }

        if (SipMultipart.TryRead(message, SipLimits.Default, out var parts, out _))
        {
            foreach (var part in parts)
            {
                _ = (part.ContentType?.ToString(), part.Body.Length, part.Headers.Length);
            }

            Written(parts);
        }

        (SessionBody.Of(message).Length <= message.Body.Length && !(SessionBody.IsForeign(message) && message.Body.IsEmpty)).ShouldBeTrue();
    }

    /// <summary>What was read in parts is written so that it is read again.</summary>
    private static void Written(System.Collections.Immutable.ImmutableArray<SipBodyPart> parts)
    {
        if (parts.IsEmpty)
        {
            return;
        }

        var (body, type) = SipMultipart.Write(parts.AsSpan());
        SipMediaType.TryParse(type, out var read).ShouldBeTrue();
        SipMultipart.TryRead(body, read!, SipLimits.Default with { HeaderBytes = 65_535 }, out var again, out var fault).ShouldBeTrue(fault);
        again.Select(static p => Convert.ToHexString(p.Body.Span)).ShouldBe(parts.Select(static p => Convert.ToHexString(p.Body.Span)));
        again.Select(static p => p.Headers.Length).ShouldBe(parts.Select(static p => p.Headers.Length));
    }
}
