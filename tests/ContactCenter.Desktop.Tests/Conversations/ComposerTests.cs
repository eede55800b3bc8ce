using Bunit;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Conversations;

public sealed class ComposerTests : DeskContext
{
    [Fact]
    public async Task A_retry_after_unavailable_has_the_same_key_and_the_next_message_a_new_one()
    {
        var desk = await SitDownAsync();
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Unavailable));
        var composer = Write("Good morning");

        await SendAsync(composer);
        Text(composer).ShouldBe("Good morning");
        Said.ShouldHaveSingleItem()!.ShouldContain("nothing will happen twice");
        await SendAsync(composer);
        Text(composer).ShouldBeEmpty();
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Good morning"));
        await SendAsync(composer);

        var keys = desk.Commands.Select(c => c.Key).ToList();
        keys.Count.ShouldBe(3);
        keys[1].ShouldBe(keys[0]);
        keys[2].ShouldNotBe(keys[0]);
    }

    [Fact]
    public async Task A_session_that_was_just_started_is_where_the_next_message_goes()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var composer = Render<Composer>(p => p.Add(c => c.View, view));
        var started = new SessionView(new SessionId(DerivedId.From("started")), ChannelKind.Sms, new EndpointId("sms-billing"), "+393331112222");

        composer.Render(p => p.Add(c => c.View, view with { Sessions = [.. view.Sessions, started] }));
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Here we go on."));
        await SendAsync(composer);

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBeOfType<DeskCommand.SendMessage>().Session.ShouldBe(started.Session);
    }

    [Theory]
    [InlineData(false, "Nobody reads what is written into a call. What you write is a note for colleagues.")]
    [InlineData(true, "Nobody reads what is written into a call. Write on another channel, or a note for colleagues.")]
    public async Task Beside_a_call_alone_a_note_is_written_and_the_reason_is_told(bool canStart, string words)
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var call = view with
        {
            Sessions = [view.Sessions[0] with { Channel = ChannelKind.Voice }],
            Startable = canStart ? [new StartableEndpoint(new EndpointId("sms-billing"), ChannelKind.Sms, "+390612345678", AddressKind.Phone)] : [],
        };
        var composer = Render<Composer>(p => p.Add(c => c.View, call));

        composer.Find(".cc-call-only").TextContent.ShouldBe(words);
        composer.FindAll(".cc-switch").ShouldBeEmpty();
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Calls from the cellar."));
        await SendAsync(composer);
        desk.Commands.ShouldHaveSingleItem().Command.ShouldBeOfType<DeskCommand.AddNote>();

        // With another channel beside the call, that one is written on.
        composer.Render(p => p.Add(c => c.View, call with { Sessions = [.. call.Sessions, view.Sessions[0] with { Session = new SessionId(DerivedId.From("sms")) }] }));
        composer.FindAll(".cc-call-only").ShouldBeEmpty();
        composer.FindAll(".cc-switch").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_draft_the_tab_has_kept_is_there_again_as_what_it_was_and_dropped_when_it_is_sent()
    {
        await SitDownAsync();
        var view = View("1234567");
        var key = $"acme/anna/{view.Summary.Interaction}";
        var module = JSInterop.SetupModule("./_content/ContactCenter.Desktop/desktop.js");
        module.Mode = JSRuntimeMode.Loose;
        module.Setup<Draft?>("draft", key).SetResult(new Draft("Not finished", IsNote: true));
        await Services.GetRequiredService<Browser>().StartAsync(Services.GetRequiredService<Shortcuts>().Reference);

        var composer = Render<Composer>(p => p.Add(c => c.View, view));

        composer.WaitForAssertion(() => Text(composer).ShouldBe("Not finished"));
        composer.Find("textarea").GetAttribute("data-draft").ShouldBe(key);
        composer.Find("textarea").GetAttribute("data-note").ShouldBe("true");
        await SendAsync(composer);
        module.VerifyInvoke("forgetDraft").Arguments.ShouldBe([key, "Not finished"]);
    }

    [Fact]
    public async Task A_changed_text_is_another_message_with_a_key_of_its_own()
    {
        var desk = await SitDownAsync();
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Unavailable));
        var composer = Write("Good morning");

        await SendAsync(composer);
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Good evening"));
        await SendAsync(composer);

        desk.Commands[1].Key.ShouldNotBe(desk.Commands[0].Key);
    }

    [Fact]
    public async Task Files_go_with_the_message_that_is_sent_next_and_with_no_other()
    {
        var desk = await SitDownAsync();
        Carry(new MediaLimits(2, 1_000, ["image/png"]));
        var composer = Write("");

        composer.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[3], "one.png"), InputFileContent.CreateFromBinary(new byte[4], "<b>two.png"));
        composer.WaitForAssertion(() => composer.FindAll(".cc-attached").Count.ShouldBe(2));
        composer.FindAll(".cc-attached bdi")[1].InnerHtml.ShouldBe("&lt;b&gt;two.png");
        await composer.InvokeAsync(() => composer.Find(".cc-attached button").ClickAsync(new MouseEventArgs()));
        await SendAsync(composer);
        await composer.InvokeAsync(() => composer.Find("textarea").Input("and a text"));
        await SendAsync(composer);

        var sent = desk.Commands.Select(c => (DeskCommand.SendMessage)c.Command).ToList();
        sent[0].Text.ShouldBeEmpty();
        sent[0].Attachments.ShouldNotBeNull().ShouldHaveSingleItem().Value.ShouldBe("b4");
        (sent[1].Text, sent[1].Attachments).ShouldBe(("and a text", null));
        composer.FindAll(".cc-attached").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_attached_is_said_and_a_channel_that_carries_nothing_offers_nothing()
    {
        var desk = await SitDownAsync();
        Write("").FindComponents<InputFile>().ShouldBeEmpty();

        Carry(new MediaLimits(2, 1_000, ["image/png"]));
        var composer = Write("");
        composer.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[1_001], "large.png"));
        composer.WaitForAssertion(() => Said.Count().ShouldBe(1));
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Invalid, "CC1232"));
        composer.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(new byte[1], "page.html"));
        composer.WaitForAssertion(() => Said.Count().ShouldBe(2));

        Said.First()!.ShouldContain("too large");
        Said.Last()!.ShouldContain("type");
        composer.FindAll(".cc-attached").ShouldBeEmpty();
    }

    [Fact]
    public async Task Control_and_Enter_send_on_the_session_of_the_last_message()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var composer = Write("On its way");

        await composer.InvokeAsync(() => composer.Find("textarea").KeyDownAsync(new KeyboardEventArgs { Key = "Enter" }));
        desk.Commands.ShouldBeEmpty();
        await composer.InvokeAsync(() => composer.Find("textarea").KeyDownAsync(new KeyboardEventArgs { Key = "Enter", CtrlKey = true }));

        desk.Commands.ShouldHaveSingleItem().Command
            .ShouldBe(new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, "On its way"));
    }

    [Fact]
    public async Task The_segments_are_shown_when_the_person_pauses()
    {
        await SitDownAsync();
        var composer = Write("12345");
        composer.Find("#reply-plan").TextContent.ShouldBe("Ctrl+Enter sends.");

        Time.Advance(TimeSpan.FromMilliseconds(200));

        composer.WaitForAssertion(() => composer.Find("#reply-plan").TextContent.ShouldBe("Segments: 1 · GSM-7 · 155 characters left in the last"));
    }

    [Fact]
    public async Task A_text_the_channel_cannot_carry_is_not_sent()
    {
        var desk = await SitDownAsync();
        var composer = Write(new string('x', 1_601));

        await SendAsync(composer);

        desk.Commands.ShouldBeEmpty();
        composer.Find("#reply-plan").TextContent.ShouldBe("Too long: at most 10 segments.");
        composer.Find(".cc-send").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public async Task A_note_goes_to_colleagues_and_never_to_the_customer()
    {
        var desk = await SitDownAsync();
        var composer = Write("Two small children");

        await composer.FindAll(".cc-switch button")[1].ClickAsync(new());
        await SendAsync(composer);

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.AddNote(View("1234567").Summary.Interaction, "Two small children"));
    }

    [Fact]
    public async Task Where_the_person_may_not_write_there_are_only_notes()
    {
        await TakeWorkAwayAsync(await SitDownAsync());

        var composer = Render<Composer>(p => p.Add(c => c.View, View("1234567") with { MayWrite = false }));

        composer.FindAll(".cc-switch").ShouldBeEmpty();
        composer.Find("textarea").GetAttribute("aria-label").ShouldBe("Note");
    }

    [Fact]
    public async Task A_draft_waits_while_another_conversation_is_shown()
    {
        await SitDownAsync();
        var composer = Write("Half a sent");

        composer.Render(p => p.Add(c => c.View, View("admin")));
        Text(composer).ShouldBeEmpty();
        composer.Render(p => p.Add(c => c.View, View("1234567")));

        Text(composer).ShouldBe("Half a sent");
    }

    [Fact]
    public async Task A_note_never_turns_into_a_reply_by_itself()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        await TakeWorkAwayAsync(desk);
        var composer = Render<Composer>(p => p.Add(c => c.View, view with { MayWrite = false }));
        await composer.InvokeAsync(() => composer.Find("textarea").Input("The customer is difficult"));

        composer.Render(p => p.Add(c => c.View, view));
        composer.Render(p => p.Add(c => c.View, View("admin")));
        composer.Render(p => p.Add(c => c.View, view));
        await SendAsync(composer);

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.AddNote(view.Summary.Interaction, "The customer is difficult"));
    }

    [Fact]
    public async Task What_is_typed_into_work_just_taken_is_a_reply_that_waits_until_the_conversation_is_this_persons()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var composer = Render<Composer>(p => p.Add(c => c.View, view with { MayWrite = false }));
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Good morning"));
        await SendAsync(composer);
        desk.Commands.ShouldBeEmpty();
        Text(composer).ShouldBe("Good morning");

        composer.Render(p => p.Add(c => c.View, view));
        await SendAsync(composer);

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBeOfType<DeskCommand.SendMessage>().Text.ShouldBe("Good morning");
    }

    [Fact]
    public async Task The_customer_hears_that_somebody_types_every_few_seconds_and_when_it_is_over()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var here = (view.Summary.Interaction, view.Sessions[0].Session);
        var composer = Write("G");
        composer.Find("textarea").Input("Go");
        desk.Typed.ShouldBe([(here.Interaction, here.Session, true)]);
        Time.Advance(TimeSpan.FromSeconds(3));
        await composer.InvokeAsync(() => composer.Find("textarea").Input("Good"));
        Told(true, true);
        await composer.InvokeAsync(() => composer.Find("textarea").Input(""));
        Told(true, true, false);

        await composer.InvokeAsync(() => composer.Find("textarea").Input("G"));
        Told(true, true, false, true);
        await composer.FindAll(".cc-switch button")[1].ClickAsync(new());
        await composer.InvokeAsync(() => composer.Find("textarea").Input("A note for colleagues"));
        Told(true, true, false, true, false); // what goes to colleagues is nothing to the customer

        void Told(params bool[] told) => composer.WaitForAssertion(() => desk.Typed.Select(static t => t.IsTyping).ShouldBe(told));
    }

    [Fact]
    public async Task A_message_sent_says_itself_that_it_is_written()
    {
        var desk = await SitDownAsync();
        var composer = Write("Good morning");
        await SendAsync(composer);
        await composer.InvokeAsync(() => composer.Find("textarea").Input("And"));

        desk.Typed.Select(static t => t.IsTyping).ShouldBe([true, true]);
    }

    private Task TakeWorkAwayAsync(FakeDesk desk)
    {
        desk.Agent = desk.Agent with { Work = [] };
        return Services.GetRequiredService<AgentState>().RefreshAsync();
    }

    private static string Text(IRenderedComponent<Composer> composer) => composer.Find("textarea").GetAttribute("value") ?? "";

    private static Task SendAsync(IRenderedComponent<Composer> composer) => composer.InvokeAsync(() => composer.Find("form").SubmitAsync());

    private IRenderedComponent<Composer> Write(string text)
    {
        var composer = Render<Composer>(p => p.Add(c => c.View, View("1234567")));
        composer.Find("textarea").Input(text);
        return composer;
    }

    /// <summary>The conversation's channel carries media from now on.</summary>
    private void Carry(MediaLimits limits)
    {
        var view = View("1234567");
        Desk.Interactions[view.Summary.Interaction] = view with { Sessions = [view.Sessions[0] with { Media = limits }] };
    }
}
