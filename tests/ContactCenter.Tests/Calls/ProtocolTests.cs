using ContactCenter.Administration;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Calls;

/// <summary>A center of the telephone alone takes texts, too, by a line of configuration, and its people go on by the protocol they know.</summary>
public sealed class ProtocolTests
{
    private const string Protocol = """
        script protocol v3, texts it, for agent, outcomes sent, none
          step where "Luogo"
            say "Qui {agent.name}. Dov'è l'emergenza?"
            ask what "Che cosa è successo?"
              1 fire "incendio" -> who
              2 person "persona in pericolo" -> who
          step who "Persone"
            ask people: number 0..999 "Quante persone?"
            -> end sent
        """;

    [Fact]
    public async Task A_call_and_a_text_are_served_by_the_same_protocol_and_the_text_came_by_configuration()
    {
        await using var calls = await CallCenter.StartAsync(
            static t => t.AddScript("protocol", Protocol).AddQueue("help", static q => q.Guided("protocol")), static e => e.ToQueue("help", 1_000).Answers("Chiami più tardi.", "Troppi.").Speaks("it"));
        var center = calls.Center;
        var anna = await center.ReadyAsync("anna");
        var number = Address.Phone("+390699990001");
        var directory = center.Services.GetRequiredService<IEndpointDirectory>();
        directory.Find(ChannelKind.Sms, number).ShouldBeNull("nobody can text here yet");

        // The telephone, as ever.
        var call = await calls.CallAsync();
        var onPhone = (await calls.TakenAsync(anna, call)).Summary.Interaction;
        var spoken = await FollowAsync(anna, onPhone, "1", "4");
        spoken.ShouldStartWith("protocol 3 Luogo: Qui anna. Dov'è l'emergenza?\nLuogo: Che cosa è successo? incendio, persona in pericolo\nPersone: Quante persone?");
        await calls.ReportAsync(call.Call, new CallReport.Ended(CallCause.Customer));
        await CloseAsync(center, anna, onPhone);

        // One line of configuration while the center runs: no code, no restart.
        var administration = center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("sofia"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);
        var settings = new EndpointOptions { Channel = ChannelKind.Sms.Value, AddressKind = AddressKind.Phone.Value, Address = number.Value }.ToQueue("help", 1_000).Answers("Chiami più tardi.", "Troppi.").Speaks("it");
        var changed = await administration.ChangeAsync([new ConfigurationEdit.SetEndpoint(new EndpointId("text"), settings)], Guid.NewGuid());
        changed.IsDone.ShouldBeTrue($"{changed.Message} {string.Join("; ", changed.Faults)}");
        var endpoint = directory.Find(ChannelKind.Sms, number).ShouldNotBeNull();
        await center.ReceiveAsync(new InboundMessage { Endpoint = endpoint, ProviderId = "SM1", From = Address.Phone("+393330001111"), Text = "Fuoco in casa, non posso parlare" });
        var offer = await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "the text is offered");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { MayWrite: true, Script: not null } v ? v : null, "she has the text");
        (await FollowAsync(anna, offer.Interaction, "1", "4")).ShouldBe(spoken);

        async Task<string> FollowAsync(IDesk desk, InteractionId at, params string[] answers)
        {
            var lines = new List<string>();
            var view = await ScriptAsync(desk, at, null);
            lines.Add($"{view.Script} {view.Version} {view.StepTitle}: {view.Text}");
            await CenterFixture.Do(desk, new DeskCommand.ContinueScript(at, view.Demand));
            foreach (var answer in answers)
            {
                view = await ScriptAsync(desk, at, view.Demand);
                lines.Add($"{view.StepTitle}: {view.Text} {string.Join(", ", view.Options.Select(static o => o.Label))}");
                await CenterFixture.Do(desk, new DeskCommand.AnswerScript(at, view.Demand, answer));
            }

            await center.UntilAsync(async () => (await desk.InteractionAsync(at))!.Script is null ? "over" : null, "the protocol is done");
            return string.Join("\n", lines);
        }

        Task<ScriptView> ScriptAsync(IDesk desk, InteractionId at, int? after) =>
            center.UntilAsync(async () => (await desk.InteractionAsync(at))?.Script is { } script && script.Demand != after ? script : null, "the protocol says what is next");
    }

    private static async Task CloseAsync(MemoryCenter center, IDesk desk, InteractionId at)
    {
        await center.UntilAsync(async () => await desk.InteractionAsync(at) is { Summary.Status: InteractionStatus.WrapUp } v ? v : null, "wrap-up");
        await CenterFixture.Do(desk, new DeskCommand.CloseInteraction(at, new DispositionCode("resolved")));
    }
}
