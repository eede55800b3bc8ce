using System.Text;
using ContactCenter.Sip.Messages;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>Laws that hold for every message.</summary>
public sealed class SipMessageProperties
{
    [Property(Arbitrary = [typeof(Messages)], MaxTest = 300)]
    public void What_is_built_written_and_read_is_the_same(SipMessage message)
    {
        var written = message.ToArray();
        written.Length.ShouldBe(message.WireLength);

        var read = Samples.Parse(written);

        read.ToArray().ShouldBe(written);
        read.Headers.Select(static h => h.ToString()).ShouldBe(message.Headers.Select(static h => h.ToString()));
        read.Body.Span.SequenceEqual(message.Body.Span).ShouldBeTrue();
        (read.From.DisplayName, read.From.Tag, read.To.ToString(), read.CallId, read.CSeq).ShouldBe((message.From.DisplayName, message.From.Tag, message.To.ToString(), message.CallId, message.CSeq));
        read.From.Uri.User.ShouldBe(message.From.Uri.User);
        read.Vias().Select(static v => v.ToString()).ShouldBe(message.Vias().Select(static v => v.ToString()));
        read.Addresses(SipHeaderName.Contact).Select(static a => a.ToString()).ShouldBe(message.Addresses(SipHeaderName.Contact).Select(static a => a.ToString()));
    }

    [Property(Arbitrary = [typeof(Messages)], MaxTest = 200)]
    public void A_stream_cut_anywhere_gives_the_same_messages(SipMessage[] messages, int seed)
    {
        var random = new System.Random(seed);
        byte[] bytes = [.. messages.SelectMany(static m => m.ToArray())];
        var reader = new SipStreamReader(SipLimits.Default, SipStreamSide.Accepted);
        var found = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var size = Math.Min(bytes.Length - at, random.Next(3) == 0 ? random.Next(1, 4) : random.Next(1, 900));
            ReadOnlySpan<byte> input = bytes.AsSpan(at, size);
            while (reader.TryRead(ref input, out var item))
            {
                found.Add(item.Message.ShouldNotBeNull(item.Fault?.ToString()).ToArray());
            }

            at += size;
        }

        found.Count.ShouldBe(messages.Length);
        found.Select(Convert.ToHexString).ShouldBe(messages.Select(static m => Convert.ToHexString(m.ToArray())));
        reader.HeldBytes.ShouldBe(0);
    }

    [Property(MaxTest = 500)]
    public void A_users_name_of_any_letters_comes_back(NonEmptyString user, NonEmptyString parameter)
    {
        var name = Whole(user.Get);
        var uri = SipUri.Create(name, "h.example").WithParameter("p", Whole(parameter.Get));
        var read = SipUri.Parse(uri.ToString());
        read.User.ShouldBe(name);
        read.Parameters["p"].ShouldBe(Whole(parameter.Get));
        read.ShouldBe(uri);
        read.ToString().ShouldAllBe(static c => c > ' ' && c < 127);
    }

    [Property(MaxTest = 500)]
    public void A_display_name_and_a_quoted_value_of_any_letters_come_back_without_their_controls(NonEmptyString name, NonEmptyString value)
    {
        var address = new SipAddress(SipUri.Parse("sip:a@h"), Whole(name.Get), SipParameters.Empty.With("p", Whole(value.Get)));
        var read = SipAddress.Parse(address.ToString());
        read.DisplayName.ShouldBe(Shown(Whole(name.Get)));
        read.Parameters["p"].ShouldBe(Shown(Whole(value.Get)));
    }

    /// <summary>Half a surrogate pair has no bytes.</summary>
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Shown(string text) => string.Concat(text.Select(static c => c < 32 || c == 127 ? ' ' : c));

    /// <summary>Messages of all kinds, with what makes trouble in each place.</summary>
    public static class Messages
    {
        private static readonly string[] Texts = ["a", "Anna", "x y", "\"q\\uote\"", "<>;,", "jürgen", "電話", "tab\there", "100%", "a@b:c", "-"];
        private static readonly string[] Tokens = ["x", "Z9.-!%*_+`'~", "tag1", "0"];

        public static Arbitrary<SipMessage> Message() => Arb.From(from request in Gen.Elements(true, false) from message in request ? Request() : Response() select message);

        private static Gen<SipMessage> Request() =>
            from method in Gen.Elements("INVITE", "ACK", "BYE", "OPTIONS", "PUBLISH", "NEW!")
            from uri in Uri()
            from tail in Tail(method)
            select tail(SipRequest.Create(new SipMethod(method), uri, new SipAddress(uri), new SipAddress(uri), "placeholder", 1));

        private static Gen<SipMessage> Response() =>
            from request in Request()
            from status in Gen.Choose(100, 699)
            from reason in Gen.Elements(Texts)
            select (SipMessage)SipResponse.Answer((SipRequest)request, status, reason, "ours").Body(request.Body, "x/y").Build();

        private static Gen<Func<SipRequestBuilder, SipMessage>> Tail(string method) =>
            from @from in Address()
            from to in Address()
            from callId in Gen.Elements("1", "a@h", "=;?x<>", "\"é")
            from number in Gen.Choose(0, int.MaxValue)
            from vias in Gen.NonEmptyListOf(Via())
            from contacts in Gen.ListOf(Address())
            from extra in Gen.ListOf(from name in Gen.Elements("X-A", "Subject", "Allow", "Unknown!", "Route-Info") from value in Gen.Elements(Texts) select (name, value))
            from body in Gen.ArrayOf(Gen.Choose(0, 255).Select(static b => (byte)b))
            select (Func<SipRequestBuilder, SipMessage>)(builder =>
            {
                builder.Set(SipHeaderName.From, @from).Set(SipHeaderName.To, to).Set(SipHeaderName.CallId, callId).Set(SipHeaderName.CSeq, $"{number} {method}");
                foreach (var via in vias.Take(20))
                {
                    builder.Prepend(SipHeaderName.Via, via.ToString());
                }

                foreach (var contact in contacts.Take(20))
                {
                    builder.Add(SipHeaderName.Contact, contact);
                }

                foreach (var (name, value) in extra.Take(40))
                {
                    builder.Add(name, value);
                }

                return body.Length == 0 ? builder.Build() : builder.Body(body, "application/octet-stream").Build();
            });

        private static Gen<SipVia> Via() =>
            from transport in Gen.Elements("UDP", "TLS", "WSS", "odd")
            from host in Gen.Elements("h.example", "192.0.2.1", "[2001:db8::1]")
            from port in Gen.Elements<int?>(null, 1, 65_535)
            from parameter in Gen.Elements(Tokens)
            select new SipVia(transport, host, port, "z9hG4bK" + parameter).With("rport").With("x", parameter);

        private static Gen<SipUri> Uri() =>
            from user in Gen.Elements([.. Texts, null!])
            from port in Gen.Elements<int?>(null, 5_060)
            from parameter in Gen.Elements(Texts)
            select SipUri.Create(user, "h.example", port).WithParameter("p", parameter).WithParameter("lr");

        private static Gen<SipAddress> Address() =>
            from uri in Uri()
            from name in Gen.Elements([.. Texts.Where(static t => !t.Contains('\t', StringComparison.Ordinal)), null!])
            from tag in Gen.Elements(Tokens)
            from value in Gen.Elements([.. Texts.Where(static t => !t.Contains('\t', StringComparison.Ordinal))])
            select new SipAddress(uri, name).WithTag(tag).With("v", value).With("flag");
    }
}
