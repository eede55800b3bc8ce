using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A session's description that does not come alone.</summary>
public sealed class SessionBodyTests : IDisposable
{
    private readonly VoiceLab _lab = new(53_000);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Both_hear_one_another_where_other_parts_come_with_offer_and_answer()
    {
        var settings = _lab.Settings();
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        await using var ours = await VoiceCall.CallAsync(here.Endpoint, there.Uri, VoiceLab.Anna, settings, static request => request.Attach(Isup));
        var (hearsOurs, hearsTheirs) = (new Recording(), new Recording());
        (ours.Source, ours.Sink) = (new Sine(440), hearsTheirs);
        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), settings);
        (theirs.Source, theirs.Sink) = (new Sine(1_000), hearsOurs);
        (await theirs.CheckAsync()).ShouldBeTrue();
        (await theirs.ProgressAsync(with: static response => response.Attach(Isup))).ShouldBeTrue();
        (await theirs.AnswerAsync(static response => response.Attach(Isup))).ShouldBeTrue();
        (await ours.Established, await theirs.Established).ShouldBe((true, true));
        await hearsOurs.HearsAsync(440);
        await hearsTheirs.HearsAsync(1_000);
        SipMultipart.TryRead(theirs.Call.Invite, SipLimits.Default, out var parts, out _).ShouldBeTrue();
        parts.Select(static p => p.ContentType!.ToString()).ShouldBe(["application/sdp", "application/isup;version=itu-t92+"]);
        parts[1].Body.ToArray().ShouldBe(Isup.Body.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_none_of_a_session_is_refused_before_anybody_is_asked(bool isChecked)
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var call = await here.CallAsync(there.Uri, static request => request.Body("x"u8.ToArray(), "application/isup"));
        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        (isChecked ? await theirs.CheckAsync() : await theirs.AnswerAsync()).ShouldBeFalse();
        var refused = (SipResponse)(await call.NextAsync<SipCallEvent.Ended>()).By!;
        (refused.Status, refused.Header(SipHeaderName.Accept)).ShouldBe((415, "application/sdp"));
    }

    [Fact]
    public async Task A_body_that_may_be_left_out_is_no_offer()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var call = await here.CallAsync(there.Uri, static request => request.Body("x"u8.ToArray(), "application/isup").Set(SipHeaderName.ContentDisposition, "signal ; handling = optional"));
        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        (await theirs.CheckAsync()).ShouldBeTrue();
        (await theirs.ProgressAsync()).ShouldBeFalse("there is nothing to play to yet");
        (await theirs.AnswerAsync()).ShouldBeTrue();
        Encoding.UTF8.GetString((await call.NextAsync<SipCallEvent.Established>()).By.Body.Span).ShouldStartWith("v=0");
    }

    [Theory]
    [InlineData("application/sdp", "one", "one")]
    [InlineData("APPLICATION/SDP", "one", "one")]
    [InlineData(null, "one", "one")]
    [InlineData("text/plain", "one", "")]
    [InlineData("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\none\r\n--b\r\nContent-Type: application/sdp\r\n\r\ntwo\r\n--b--", "one")]
    [InlineData("multipart/alternative;boundary=b", "--b\r\nContent-Type: application/sdp\r\n\r\none\r\n--b\r\nContent-Type: application/sdp\r\n\r\ntwo\r\n--b\r\nContent-Type: application/new\r\n\r\nx\r\n--b--", "two")]
    [InlineData("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/sdp\r\nContent-Disposition: early-session\r\n\r\none\r\n--b\r\nContent-Type: application/sdp\r\nContent-Disposition: session;handling=required\r\n\r\ntwo\r\n--b--", "two")]
    [InlineData("multipart/mixed;boundary=b", "--b\r\nContent-Type: multipart/alternative;boundary=c\r\n\r\n--c\r\nContent-Type: application/sdp\r\n\r\none\r\n--c--\r\n--b--", "one")]
    [InlineData("multipart/mixed;boundary=b", "--b\r\nContent-Type: application/isup\r\n\r\none\r\n--b--", "")]
    [InlineData("multipart/mixed;boundary=b", "no parts", "")]
    [InlineData("multipart/mixed", "no boundary", "")]
    public void The_description_is_found(string? type, string body, string found)
    {
        var request = new SipRequestBuilder(SipMethod.Options, SipUri.Parse("sip:us.test")).Set(SipHeaderName.From, "<sip:a@b>;tag=1").Set(SipHeaderName.To, "<sip:b@b>").Set(SipHeaderName.CallId, "c").Set(SipHeaderName.CSeq, "1 OPTIONS")
            .Body(Encoding.UTF8.GetBytes(body), type ?? "x/y");
        if (type is null)
        {
            request.Remove(SipHeaderName.ContentType);
        }

        Encoding.UTF8.GetString(SessionBody.Of(request.Build()).Span).ShouldBe(found);
    }

    [Fact]
    public void Bodies_in_bodies_are_followed_so_far_and_no_farther()
    {
        SipBodyPart part = new([Line(SipHeaderName.ContentType, "application/sdp")], "one"u8.ToArray());
        for (var nested = 1; nested <= 6; nested++)
        {
            var (body, type) = SipMultipart.Write(part);
            part = new SipBodyPart([Line(SipHeaderName.ContentType, type)], body);
            var request = new SipRequestBuilder(SipMethod.Options, SipUri.Parse("sip:us.test")).Set(SipHeaderName.From, "<sip:a@b>;tag=1").Set(SipHeaderName.To, "<sip:b@b>").Set(SipHeaderName.CallId, "c").Set(SipHeaderName.CSeq, "1 OPTIONS").Body(body, type).Build();
            SessionBody.Of(request).IsEmpty.ShouldBe(nested > 4);
        }
    }

    [Fact]
    public void What_ends_its_line_is_written_into_no_part() =>
        Should.Throw<ArgumentException>(static () => SipMultipart.Write(new SipBodyPart([Line(SipHeaderName.ContentId, "<a>\r\nX: y")], default))).Message.ShouldContain("Content-ID");

    private static SipBodyPart Isup { get; } = new([Line(SipHeaderName.ContentType, "application/isup;version=itu-t92+"), Line(SipHeaderName.ContentDisposition, "signal;handling=optional")], new byte[] { 1, 0, 13, 10, 0x2D, 0x2D });

    private static SipHeader Line(SipHeaderName name, string value) => new(name, Encoding.UTF8.GetBytes(value));
}
