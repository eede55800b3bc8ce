using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Tests.Fakes;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class RecordingListTests : DeskContext
{
    [Theory]
    [InlineData(RecordingState.Completed, "complete", true)]
    [InlineData(RecordingState.Interrupted, "ended by a restart", true)]
    [InlineData(RecordingState.Failed, "broken off", true)]
    [InlineData(RecordingState.Recording, "Recording", false)]
    [InlineData(RecordingState.Paused, "Recording paused", false)]
    public async Task A_recording_that_is_over_is_played_from_the_desk_and_says_how_it_ended(RecordingState state, string words, bool plays)
    {
        await SitDownAsync();
        var item = View("1234567").Recording(state, Time.GetUtcNow());

        var list = List(item);

        list.Find(".cc-recording-what").TextContent.ShouldContain(words);
        list.Find(".cc-recording-what").TextContent.ShouldContain("as the queue wants it");
        list.FindAll("audio").Count.ShouldBe(plays ? 1 : 0);
        if (plays)
        {
            var player = list.Find("audio");
            (player.GetAttribute("src"), player.GetAttribute("preload"), player.HasAttribute("controls")).ShouldBe(($"api/acme/recordings/{item.Recording}", "none", true));
            player.GetAttribute("aria-label").ShouldNotBeNull().ShouldStartWith("Recording of ");
            list.Find(".cc-recording-what").TextContent.ShouldContain("1:23");
        }
    }

    [Fact]
    public async Task Who_may_not_listen_has_no_player_and_is_told()
    {
        await SitDownAsync();

        var list = List(View("1234567").Recording(RecordingState.Completed, Time.GetUtcNow()) with { MayOpen = false });

        list.FindAll("audio").ShouldBeEmpty();
        list.Find("li").TextContent.ShouldContain("Only its agent and supervisors may listen.");
    }

    [Fact]
    public async Task A_voice_message_stands_above_with_its_player_and_its_length()
    {
        await SitDownAsync();
        var view = View("1234567");
        var talk = view.Recording(RecordingState.Completed, Time.GetUtcNow());
        var message = talk with { Recording = new RecordingId(DerivedId.From("message")), IsMessage = true, Heard = TimeSpan.FromSeconds(60), By = "caller" };

        var list = Render<RecordingList>(p => p.Add(l => l.Recordings, [talk, message]));

        list.Find(".cc-voice-message").TextContent.ShouldContain("Voice message");
        list.Find(".cc-voice-message").TextContent.ShouldContain("1:23");
        list.Find(".cc-voice-message audio").GetAttribute("src").ShouldBe($"api/acme/recordings/{message.Recording}");
        list.FindAll(".cc-recordings audio").ShouldHaveSingleItem().GetAttribute("src").ShouldBe($"api/acme/recordings/{talk.Recording}");
        Render<RecordingList>(p => p.Add(l => l.Recordings, [message])).FindAll(".cc-recordings").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_recordings_nothing_is_there()
    {
        await SitDownAsync();

        Render<RecordingList>(p => p.Add(l => l.Recordings, [])).Markup.Trim().ShouldBeEmpty();
    }

    private IRenderedComponent<RecordingList> List(RecordingView item) => Render<RecordingList>(p => p.Add(l => l.Recordings, [item]));
}
