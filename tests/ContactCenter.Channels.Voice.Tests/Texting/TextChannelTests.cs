using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Texting;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Tests.Texting;

/// <summary>What the answer of the next hop means for a text.</summary>
public sealed class TextChannelTests
{
    private static readonly Endpoint Line = new(new TenantId("acme"), new EndpointId("texts"), TextDoor.Kind, Address.Phone("+390612345001"));

    [Theory]
    [InlineData(200, "accepted")]
    [InlineData(202, "accepted")]
    [InlineData(404, "refused sip-404")]
    [InlineData(415, "refused sip-415")]
    [InlineData(401, "refused sip-401")]
    [InlineData(500, "refused sip-500")]
    [InlineData(603, "refused sip-603")]
    [InlineData(503, "later sip-503")]
    [InlineData(408, "unknown sip-408")]
    [InlineData(504, "unknown sip-504")]
    [InlineData(null, "later no-line")]
    public async Task An_answer_is_what_became_of_the_text(int? status, string outcome)
    {
        var wire = new FakeTexts { Answer = _ => status };
        Tell(await SendAsync(wire, "Hello")).ShouldBe(outcome);
        wire.Sent.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            t => t.To.ShouldBe("+393331112222"), t => t.From.ShouldBe("+390612345001"), t => t.Line.ShouldBe("*"), t => t.Text.ShouldBe("Hello"));
    }

    [Fact]
    public async Task A_long_text_goes_in_parts_each_with_a_name_of_its_own_that_stays_when_it_is_tried_again()
    {
        var wire = new FakeTexts();
        Tell(await SendAsync(wire, new string('a', 2_000))).ShouldBe("accepted");
        wire.Sent.Select(static t => t.Text.Length).ShouldBe([900, 900, 200]);
        wire.Sent.Select(static t => t.Id).Distinct().Count().ShouldBe(3);
        var first = wire.Sent.Select(static t => t.Id).ToList();
        wire.Sent.Clear();
        await SendAsync(wire, new string('a', 2_000));
        wire.Sent.Select(static t => t.Id).ShouldBe(first);
    }

    [Fact]
    public async Task A_text_of_which_a_part_is_with_the_customer_is_not_sent_again_by_itself()
    {
        var sent = 0;
        var wire = new FakeTexts { Answer = _ => sent++ == 0 ? 200 : 503 };
        Tell(await SendAsync(wire, new string('a', 1_000))).ShouldBe("unknown partly-sip-503");
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_before_anything_is()
    {
        var wire = new FakeTexts();
        Tell(await SendAsync(wire, "")).ShouldBe("refused text-empty");
        Tell(await SendAsync(wire, new string('a', 9_001))).ShouldBe("refused text-too-long");
        Tell(await SendAsync(wire, "Hello", new Address(AddressKind.Mail, "ada@example.com"))).ShouldBe("refused no-address");
        wire.Sent.ShouldBeEmpty();
        Channel(wire).Plan(new string('a', 9_001)).ShouldSatisfyAllConditions(p => p.Segments.ShouldBe(11), p => p.Fault.ShouldNotBeNull());
        Channel(wire).Plan("è").ShouldBe(new MessagePlan(1, "UTF-8", 2, 898, null));
    }

    [Fact]
    public async Task Who_writes_from_no_number_is_answered_by_the_trunk_it_came_by()
    {
        var wire = new FakeTexts();
        await SendAsync(wire, "Hello", new Address(new AddressKind("sip"), "ada@main"));
        wire.Sent.ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Line.ShouldBe("main"), t => t.To.ShouldBe("ada"));
    }

    [Fact]
    public async Task Cancelling_leaves_nobody_knowing()
    {
        using var stop = new CancellationTokenSource();
        var wire = new FakeTexts { Waits = true };
        var sending = Channel(wire).SendAsync(Message("Hello", Address.Phone("+393331112222")), stop.Token).AsTask();
        await stop.CancelAsync();
        Tell(await sending).ShouldBe("unknown no-answer");
    }

    private static TextChannel Channel(FakeTexts wire) => new(wire, Options.Create(new VoiceOptions()));

    private static async Task<SendOutcome> SendAsync(FakeTexts wire, string text, Address? to = null) => await Channel(wire).SendAsync(Message(text, to ?? Address.Phone("+393331112222")), CancellationToken.None);

    private static OutboundMessage Message(string text, Address to) => new() { Id = new MessageId(DerivedId.From("message")), Endpoint = Line, To = to, Text = text };

    private static string Tell(SendOutcome outcome) => outcome switch
    {
        SendOutcome.Accepted => "accepted",
        SendOutcome.Refused { IsTransient: true } x => $"later {x.Code}",
        SendOutcome.Refused x => $"refused {x.Code}",
        SendOutcome.Unknown x => $"unknown {x.Code}",
        _ => "",
    };
}

/// <summary>A line for texts that answers as the test says.</summary>
internal sealed class FakeTexts : ISipTexts
{
    public Func<SipText, Task<int>>? TextReceived { get; set; }

    public List<SipText> Sent { get; } = [];

    public Func<SipText, int?> Answer { get; set; } = static _ => 200;

    /// <summary>Whether no answer ever comes.</summary>
    public volatile bool Waits;

    public async Task<int?> SendTextAsync(SipText text, CancellationToken cancellationToken = default)
    {
        var status = Answer(text);
        lock (Sent)
        {
            Sent.Add(text);
        }

        if (Waits)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return status;
    }
}
