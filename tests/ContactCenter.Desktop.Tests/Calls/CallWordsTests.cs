using Bunit;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Tests.Fakes;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class CallWordsTests : DeskContext
{
    [Theory]
    [InlineData("en", "call.ended", "system", "cause=Customer;status=200;seconds=125;score=4.2", "Call over: the customer hung up, 2:05, sound good (4.2)")]
    [InlineData("it", "call.ended", "system", "cause=Customer;seconds=3725;score=3.1", "Chiamata finita: ha riagganciato il cliente, 1:02:05, audio scarso (3,1)")]
    [InlineData("en", "call.ended", "system", "cause=NoAnswer", "Call over: nobody answered")]
    [InlineData("en", "call.consulted", "Anna Rossi", "colleague=Bruno Conti", "Asks somebody while the customer waits: Anna Rossi, Bruno Conti")]
    [InlineData("en", "call.consulted", "Anna Rossi", "outside=tel", "Asks somebody while the customer waits: Anna Rossi, somebody outside")]
    [InlineData("en", "call.joined", "Anna Rossi", "part=Agent", "In the call: Anna Rossi")]
    [InlineData("en", "call.joined", "Sara Blu", "part=Listener", "In the call: Sara Blu, listens")]
    [InlineData("en", "call.left", "Anna Rossi", "reason=lost", "Out of the call: Anna Rossi, the telephone was lost")]
    [InlineData("en", "call.parked", "Anna Rossi", "place=701", "Parked: Anna Rossi, place 701")]
    [InlineData("en", "call.offered", "customer", "endpoint=line;trunk=main", "The customer calls")]
    public void What_happened_in_a_call_is_a_sentence(string language, string happening, string author, string details, string sentence)
    {
        var words = new Words();
        words.Speak(language);
        var item = new TimelineItem(new EntryId(DerivedId.From("c")), 1, Time.GetUtcNow(), TimelineKind.Event, author)
        {
            Event = happening,
            Details = details.Split(';').Select(static d => d.Split('=')).ToDictionary(static d => d[0], static d => d[1]),
        };

        new TimelineWords(words).Say(item, Scene.Choices).ShouldBe(sentence);
    }

    [Fact]
    public void Every_happening_cause_part_and_state_has_words()
    {
        string[] keys =
        [
            .. new[] { "offered", "ordered", "dialled", "ringing", "answered", "joined", "left", "held", "resumed", "muted", "consulted", "transferred", "parked", "returned", "ended" }.Select(static k => $"event.call.{k}"),
            .. new[] { "asked", "left", "missed" }.Select(static k => $"event.voice-message.{k}"),
            .. new[] { "started", "paused", "resumed", "ended", "removed" }.Select(static k => $"event.recording.{k}"),
            .. Enum.GetNames<CallCause>().Select(static n => $"cause.{n}"),
            .. Enum.GetNames<CallPart>().Where(static n => n != nameof(CallPart.Agent)).SelectMany(static n => new[] { $"part.{n}", $"supervise.{n}" }),
            .. Enum.GetNames<RecordingState>().Select(static n => $"recordings.{n}"),
            .. Enumerable.Range(2400, 20).Select(static n => $"code.CC{n}"),
        ];

        keys.Except(English.Words.Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("voice", "1", "Pressed 1")]
    [InlineData("voice", "12#", "Pressed 12#")]
    [InlineData("voice", "Yes, please.", "Yes, please.")]
    [InlineData("sms", "1", "1")]
    public async Task What_is_keyed_in_a_call_is_said_to_be_keyed(string channel, string text, string shown)
    {
        await SitDownAsync();
        var item = new TimelineItem(new EntryId(DerivedId.From("k")), 1, Time.GetUtcNow(), TimelineKind.MessageIn, "customer") { Text = text, Channel = new ChannelKind(channel) };

        var timeline = Render<Timeline>(p => p.Add(t => t.Items, [item]));

        timeline.Find(".cc-text").TextContent.ShouldBe(shown);
    }
}
