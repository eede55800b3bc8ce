using Bunit;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class CallBarTests : DeskContext
{
    private InteractionId Talk => View("1234567").Summary.Interaction;

    public static TheoryData<string, string, string> Stages => new()
    {
        { "talking", "Talking", "hold mute keys consult park record end" },
        { "held", "On hold", "hold record end" },
        { "consulting", "Consulting Bruno Conti", "consult-back consult-conference consult-transfer mute record end" },
        { "outside", "Consulting somebody outside", "consult-back consult-conference consult-transfer mute record end" },
        { "ringing", "Rings…", "end" },
        { "connecting", "Being connected…", "end" },
        { "waiting", "Waits for an agent", "end" },
        { "parked", "Parked at 701", "record end" },
        { "picked-up", "Talking", "hold mute keys consult park record end" },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_call_says_how_it_stands_and_offers_what_can_be_done_now(string stage, string words, string buttons)
    {
        await SitDownAsync();

        var bar = Bar(View("1234567").Calling(Time.GetUtcNow(), c => At(c, stage)));

        bar.Find(".cc-call-state").TextContent.ShouldBe(words);
        bar.Find(".cc-call .cc-name").TextContent.ShouldBe("+39 333 1234567");
        Buttons(bar).ShouldBe(buttons);
    }

    [Fact]
    public async Task Each_button_is_its_command()
    {
        var desk = await SitDownAsync();
        var now = Time.GetUtcNow();

        await PressAsync("talking", ".cc-call-hold", new DeskCommand.HoldCall(Talk, true));
        await PressAsync("held", ".cc-call-hold", new DeskCommand.HoldCall(Talk, false));
        await PressAsync("talking", ".cc-call-park", new DeskCommand.ParkCall(Talk));
        await PressAsync("talking", ".cc-call-record", new DeskCommand.RecordCall(Talk, true));
        await PressAsync("talking", ".cc-call-end", new DeskCommand.HangUp(Talk));
        await PressAsync("consulting", ".cc-consult-back", new DeskCommand.EndConsult(Talk, ConsultEnd.Back));
        await PressAsync("consulting", ".cc-consult-conference", new DeskCommand.EndConsult(Talk, ConsultEnd.Conference));
        await PressAsync("consulting", ".cc-consult-transfer", new DeskCommand.EndConsult(Talk, ConsultEnd.Transfer));

        async Task PressAsync(string stage, string button, DeskCommand command)
        {
            var bar = Bar(View("1234567").Calling(now, c => At(c, stage)));
            await bar.Find(button).ClickAsync(new());
            desk.Commands[^1].Command.ShouldBe(command);
        }
    }

    [Theory]
    [InlineData(RecordingState.Recording, "Pause recording", false)]
    [InlineData(RecordingState.Paused, "Go on recording", true)]
    [InlineData(RecordingState.Completed, "Record", true)]
    public async Task A_recording_is_paused_and_goes_on(RecordingState state, string word, bool isOn)
    {
        var desk = await SitDownAsync();
        var view = View("1234567").Calling(Time.GetUtcNow());
        var bar = Bar(view with { Recordings = [view.Recording(state, Time.GetUtcNow())] });

        bar.Find(".cc-call-record").TextContent.Trim().ShouldBe(word);
        await bar.Find(".cc-call-record").ClickAsync(new());

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.RecordCall(Talk, isOn));
    }

    [Fact]
    public async Task Who_is_muted_sees_it_and_is_heard_again_by_the_same_button()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var bar = Bar(view.Calling(Time.GetUtcNow()));

        await bar.Find(".cc-call-mute").ClickAsync(new());
        bar.Markup.ShouldNotContain("You are muted", Case.Sensitive, "the call has not said so yet");
        bar.Render(p => p.Add(b => b.View, view.Calling(Time.GetUtcNow(), static c => c with { IsMuted = true })));
        bar.Markup.ShouldContain("You are muted");
        bar.Find(".cc-call-mute").TextContent.Trim().ShouldBe("Unmute");
        await bar.Find(".cc-call-mute").ClickAsync(new());

        desk.Commands.Select(static c => c.Command).ShouldBe([new DeskCommand.MuteCall(Talk, true), new DeskCommand.MuteCall(Talk, false)]);
    }

    [Fact]
    public async Task The_call_goes_on_at_another_telephone_of_the_persons_own()
    {
        var desk = await SitDownAsync();
        var dialogs = Render<MudDialogProvider>();
        var bar = Bar(View("1234567").Calling(Time.GetUtcNow(), static c => c with { Telephones = ["desk-1", "mobile-1", "+393330000000"] }));
        Buttons(bar).ShouldBe("hold mute keys consult park move record end");
        var click = bar.Find(".cc-call-move").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-move-to").Select(static b => b.TextContent.Trim()).ShouldBe(["desk-1", "mobile-1", "+393330000000"]));

        await dialogs.Find(".cc-move-to[data-telephone='mobile-1']").ClickAsync(new());
        await click;

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.MoveCall(Talk, "mobile-1"));
    }

    [Fact]
    public async Task A_refused_wish_changes_nothing_and_is_told_in_words()
    {
        var desk = await SitDownAsync();
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Refused, "CC2403", "not this text"));
        var bar = Bar(View("1234567").Calling(Time.GetUtcNow()));

        await bar.Find(".cc-call-mute").ClickAsync(new());

        bar.Markup.ShouldNotContain("You are muted");
        Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldEndWith("The call is not answered yet; wait a moment. (CC2403)");
    }

    [Fact]
    public async Task What_changes_is_announced_and_the_end_too()
    {
        await SitDownAsync();
        var view = View("1234567");
        var bar = Bar(view.Calling(Time.GetUtcNow()));
        bar.Find("[role=status]").TextContent.ShouldBeEmpty();

        bar.Render(p => p.Add(b => b.View, view.Calling(Time.GetUtcNow(), static c => c with { IsHeld = true })));
        bar.Find("[role=status]").TextContent.ShouldBe("On hold");

        bar.Render(p => p.Add(b => b.View, view));
        bar.Find("[role=status]").TextContent.ShouldBe("The call is over.");
        bar.FindAll(".cc-call").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("colleague", "bruno")]
    [InlineData("outside", "+390655501234")]
    public async Task A_colleague_or_somebody_outside_is_asked(string whom, string key)
    {
        var desk = await SitDownAsync();
        var dialogs = Render<MudDialogProvider>();
        var bar = Bar(View("1234567").Calling(Time.GetUtcNow()));
        var click = bar.Find(".cc-call-consult").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-consult-do").HasAttribute("disabled").ShouldBeTrue());
        dialogs.FindAll(".cc-consult-colleague option").Select(static o => o.GetAttribute("value")).ShouldBe(["", "bruno", "carla", "dario"]);

        await (whom == "colleague"
            ? dialogs.Find(".cc-consult-colleague").ChangeAsync(new() { Value = key })
            : dialogs.Find(".cc-consult-outside").InputAsync(new() { Value = $" {key} " }));
        await dialogs.Find(".cc-consult-do").ClickAsync(new());
        await click;

        desk.Commands[^1].Command.ShouldBe(whom == "colleague"
            ? new DeskCommand.Consult(Talk, new AgentId(key), null)
            : new DeskCommand.Consult(Talk, null, Address.Phone(key)));
    }

    [Fact]
    public async Task Keys_are_pressed_or_typed_and_sent_in_order()
    {
        var desk = await SitDownAsync();
        var dialogs = Render<MudDialogProvider>();
        var bar = Bar(View("1234567").Calling(Time.GetUtcNow()));
        await bar.Find(".cc-call-keys").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-key").Count.ShouldBe(12));

        await dialogs.Find(".cc-key[data-key='4']").ClickAsync(new());
        await dialogs.Find(".cc-keypad").KeyDownAsync(new KeyboardEventArgs { Key = "#" });
        await dialogs.Find(".cc-keypad").KeyDownAsync(new KeyboardEventArgs { Key = "a" });
        await dialogs.Find(".cc-keypad").KeyDownAsync(new KeyboardEventArgs { Key = "5", CtrlKey = true });

        desk.Commands.Select(static c => c.Command).ShouldBe([new DeskCommand.SendKeys(Talk, "4"), new DeskCommand.SendKeys(Talk, "#")]);
        dialogs.Find(".cc-keyed").TextContent.ShouldBe("4#");
    }

    [Fact]
    public async Task A_supervisor_takes_part_in_the_call_of_a_colleague_and_leaves_it()
    {
        var desk = await SitDownAsync(Role.Agent, Role.Supervisor);
        var view = View("1234567") with { MayWrite = false };
        var bar = Bar(view.Calling(Time.GetUtcNow(), static c => c with { Agents = ["Bruno Conti"] }));
        Buttons(bar).ShouldBe("record part part part");
        bar.Find(".cc-call").TextContent.ShouldContain("with Bruno Conti");

        await bar.Find(".cc-call-part[data-part='Whisperer']").ClickAsync(new());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.SuperviseCall(Talk, CallPart.Whisperer));

        bar.Render(p => p.Add(b => b.View, view.Calling(Time.GetUtcNow(), static c => c with { Agents = ["Bruno Conti"], Supervisors = ["Anna Rossi"] })));
        bar.Find(".cc-call-part[data-part='Whisperer']").GetAttribute("aria-pressed").ShouldBe("true");
        await bar.Find(".cc-call-leave").ClickAsync(new());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.SuperviseCall(Talk, null));
    }

    [Fact]
    public async Task A_colleague_or_who_only_looks_can_do_nothing_in_it()
    {
        await SitDownAsync();
        var view = View("1234567").Calling(Time.GetUtcNow());

        Buttons(Bar(view with { MayWrite = false })).ShouldBeEmpty();
        Buttons(Render<CallBar>(p => p.Add(b => b.View, view).Add(b => b.ReadOnly, true))).ShouldBeEmpty();
    }

    private static CallView At(CallView call, string stage) => stage switch
    {
        "held" => call with { IsHeld = true },
        "consulting" => call with { IsHeld = true, Consulting = "Bruno Conti" },
        "outside" => call with { IsHeld = true, ConsultsOutside = true },
        "ringing" => call with { AnsweredAt = null, IsRinging = true, IsInbound = false },
        "connecting" => call with { AnsweredAt = null, IsInbound = false, Agents = [] },
        "waiting" => call with { AnsweredAt = null, Agents = [] },
        "parked" => call with { ParkedAt = "701", Agents = [] },
        "picked-up" => call with { ParkedAt = "701" },
        _ => call,
    };

    private IRenderedComponent<CallBar> Bar(InteractionView view) => Render<CallBar>(p => p.Add(b => b.View, view));

    private static string Buttons(IRenderedComponent<CallBar> bar) => string.Join(' ', bar.FindAll("button")
        .Select(static b => b.ClassList.First(static c => c.StartsWith("cc-", StringComparison.Ordinal)).Replace("cc-call-", "", StringComparison.Ordinal).Replace("cc-", "", StringComparison.Ordinal)));
}
