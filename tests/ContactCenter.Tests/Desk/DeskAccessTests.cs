using System.Reflection;
using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Desk;

/// <summary>Who may do and see what: every command and every read, with every role, through a real desk.</summary>
public sealed class DeskAccessTests(DeskAccessTests.Center fixture) : IClassFixture<DeskAccessTests.Center>
{
    private static readonly InteractionId Nothing = new(DerivedId.From("nothing"));
    private static readonly Role[] AllRoles = [Role.Agent, Role.Supervisor, Role.Field, Role.Administrator, Role.CenterAdministrator];

    private static readonly Dictionary<Type, (DeskCommand Sample, Role[] May)> Commands = new()
    {
        [typeof(DeskCommand.SignIn)] = (new DeskCommand.SignIn(), [Role.Agent]),
        [typeof(DeskCommand.SignOut)] = (new DeskCommand.SignOut(), [Role.Agent]),
        [typeof(DeskCommand.SetReady)] = (new DeskCommand.SetReady(), [Role.Agent]),
        [typeof(DeskCommand.SetNotReady)] = (new DeskCommand.SetNotReady(NotReadyReason.Break), [Role.Agent]),
        [typeof(DeskCommand.AcceptOffer)] = (new DeskCommand.AcceptOffer(new OfferId(Nothing.Value)), [Role.Agent]),
        [typeof(DeskCommand.DeclineOffer)] = (new DeskCommand.DeclineOffer(new OfferId(Nothing.Value)), [Role.Agent]),
        [typeof(DeskCommand.SendMessage)] = (new DeskCommand.SendMessage(Nothing, new SessionId(Nothing.Value), "hello"), [Role.Agent]),
        [typeof(DeskCommand.StartSession)] = (new DeskCommand.StartSession(Nothing, new EndpointId("sms-faults"), Address.Phone("+393331112222")), [Role.Agent]),
        [typeof(DeskCommand.AddNote)] = (new DeskCommand.AddNote(Nothing, "note"), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.TransferToQueue)] = (new DeskCommand.TransferToQueue(Nothing, new QueueId("billing")), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.TransferToAgent)] = (new DeskCommand.TransferToAgent(Nothing, new AgentId("bruno")), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.EndInteraction)] = (new DeskCommand.EndInteraction(Nothing), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.CloseInteraction)] = (new DeskCommand.CloseInteraction(Nothing, DispositionCode.Resolved), [Role.Agent, Role.Supervisor]),
        [typeof(DeskCommand.ForceNotReady)] = (new DeskCommand.ForceNotReady(new AgentId("bruno")), [Role.Supervisor]),
        [typeof(DeskCommand.ForceSignOut)] = (new DeskCommand.ForceSignOut(new AgentId("bruno")), [Role.Supervisor]),
        [typeof(DeskCommand.TakeOver)] = (new DeskCommand.TakeOver(Nothing), [Role.Supervisor]),
        [typeof(DeskCommand.ResolveAttention)] = (new DeskCommand.ResolveAttention(Nothing.Value, "sent"), [Role.Supervisor]),
    };

    private static readonly Dictionary<string, (Func<IDesk, Task> Read, Role[] May)> Reads = new()
    {
        [nameof(IDesk.ChoicesAsync)] = (static async d => await d.ChoicesAsync(), [Role.Agent, Role.Supervisor, Role.Administrator]),
        [nameof(IDesk.AgentAsync)] = (static async d => await d.AgentAsync(), [Role.Agent]),
        [nameof(IDesk.InteractionAsync)] = (static async d => await d.InteractionAsync(Nothing), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.CustomerAsync)] = (static async d => await d.CustomerAsync(new CustomerId(Nothing.Value)), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.InteractionsAsync)] = (static async d => await d.InteractionsAsync(new InteractionFilter()), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.SearchAsync)] = (static async d => await d.SearchAsync(new HistorySearch()), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.WallboardAsync)] = (static async d => await d.WallboardAsync(), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.AttentionAsync)] = (static async d => await d.AttentionAsync(), [Role.Supervisor]),
        [nameof(IDesk.ExplainAsync)] = (static async d => await d.ExplainAsync(Nothing), [Role.Supervisor]),
        [nameof(IDesk.OpenMediaAsync)] = (static async d => await d.OpenMediaAsync(0, 0), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.AddMediaAsync)] = (static async d => await d.AddMediaAsync(Nothing, new SessionId(Nothing.Value), Stream.Null), [Role.Agent]),
        [nameof(IDesk.TypingAsync)] = (static async d => await d.TypingAsync(Nothing, new SessionId(Nothing.Value), isTyping: true), [Role.Agent]),
        [nameof(IDesk.Plan)] = (static d => Task.FromResult(d.Plan(ChannelKind.Sms, "hello")), [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.WatchAsync)] = (static async d =>
        {
            await foreach (var e in d.WatchAsync())
            {
                e.Kind.ShouldBe(DeskEventKind.Resync);
                break;
            }
        }, [Role.Agent, Role.Supervisor]),
        [nameof(IDesk.ConnectAsync)] = (static async d => await (await d.ConnectAsync()).DisposeAsync(), [Role.Agent]),
    };

    public static TheoryData<string, string> CommandsAndRoles => Pairs(Commands.Keys.Select(t => t.Name));

    public static TheoryData<string, string> ReadsAndRoles => Pairs(Reads.Keys);

    [Fact]
    public void Every_command_and_every_read_has_a_row()
    {
        Commands.Keys.ShouldBe(typeof(DeskCommand).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(DeskCommand))), ignoreOrder: true);
        Reads.Keys.ShouldBe(
            typeof(IDesk).GetMethods().Where(m => !m.IsSpecialName && m.Name != nameof(IDesk.DoAsync)).Select(m => m.Name), ignoreOrder: true);
        typeof(Role).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(p => (Role)p.GetValue(null)!).ShouldBe(AllRoles, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(CommandsAndRoles))]
    public async Task A_command_is_done_for_the_roles_of_its_row_only(string command, string role)
    {
        var (sample, may) = Commands.Single(c => c.Key.Name == command).Value;
        var result = await fixture.Value.Desk("anna", [new Role(role)]).DoAsync(sample, Guid.NewGuid());
        (result.Status != DeskStatus.Forbidden).ShouldBe(may.Contains(new Role(role)), $"{result}");
        if (result.Status == DeskStatus.Forbidden)
        {
            result.Code.ShouldBe("CC1201");
        }
    }

    [Theory]
    [MemberData(nameof(ReadsAndRoles))]
    public async Task A_read_is_answered_for_the_roles_of_its_row_only(string method, string role)
    {
        var (read, may) = Reads[method];
        var desk = fixture.Value.Desk("anna", [new Role(role)]);
        if (may.Contains(new Role(role)))
        {
            await read(desk);
        }
        else
        {
            await Should.ThrowAsync<DeskAccessException>(() => read(desk));
        }
    }

    [Fact]
    public async Task Nobody_without_a_role_does_or_sees_anything()
    {
        var desk = fixture.Value.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("anna"), CenterFixture.Acme), CenterFixture.Acme);
        foreach (var (sample, _) in Commands.Values)
        {
            (await desk.DoAsync(sample, Guid.NewGuid())).Status.ShouldBe(DeskStatus.Forbidden, sample.ToString());
        }

        foreach (var (read, _) in Reads.Values)
        {
            await Should.ThrowAsync<DeskAccessException>(() => read(desk));
        }
    }

    [Theory]
    [InlineData("acme", "other")]
    [InlineData("other", "acme")]
    [InlineData("acme", "nowhere")]
    [InlineData("nowhere", "nowhere")]
    public void A_desk_in_another_tenant_is_refused_as_one_that_does_not_exist(string mine, string asked)
    {
        var desks = fixture.Value.Services.GetRequiredService<IDesks>();
        Should.Throw<DeskAccessException>(() => desks.Open(Principal.Person(new AgentId("anna"), new TenantId(mine), AllRoles), new TenantId(asked)))
            .Message.ShouldBe(new DeskAccessException().Message);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_not_made()
    {
        var carla = fixture.Value.Desk("carla", Role.Agent, Role.Supervisor);
        foreach (var (sample, _) in Commands.Values.Where(c => c.Sample is DeskCommand.AddNote or DeskCommand.SendMessage or DeskCommand.StartSession or DeskCommand.TransferToAgent
            or DeskCommand.TransferToQueue or DeskCommand.EndInteraction or DeskCommand.CloseInteraction or DeskCommand.ResolveAttention))
        {
            (await carla.DoAsync(sample, Guid.NewGuid())).Status.ShouldBe(DeskStatus.NotFound, sample.ToString());
        }

        (await carla.InteractionAsync(Nothing)).ShouldBeNull();
        (await carla.CustomerAsync(new CustomerId(Nothing.Value))).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_command_says_what_is_wrong(DeskCommand command, string code) =>
        (await fixture.Value.Desk("anna", Role.Agent, Role.Supervisor).DoAsync(command, Guid.NewGuid())).ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(DeskStatus.Invalid),
            r => r.Code.ShouldBe(code),
            r => r.Message.ShouldNotBeNullOrWhiteSpace());

    public static TheoryData<DeskCommand, string> Wrong => new()
    {
        { new DeskCommand.SendMessage(Nothing, default, " "), "CC1216" },
        { new DeskCommand.SendMessage(Nothing, default, new string('x', 10_001)), "CC1217" },
        { new DeskCommand.AddNote(Nothing, ""), "CC1216" },
        { new DeskCommand.TransferToQueue(Nothing, new QueueId("nowhere")), "CC1211" },
        { new DeskCommand.TransferToAgent(Nothing, new AgentId("nobody")), "CC1212" },
        { new DeskCommand.TransferToAgent(Nothing, new AgentId("anna")), "CC1212" },
        { new DeskCommand.CloseInteraction(Nothing, new DispositionCode("unheard-of")), "CC1213" },
        { new DeskCommand.SetNotReady(new NotReadyReason("unheard-of")), "CC1214" },
        { new DeskCommand.ResolveAttention(Nothing.Value, "Was sent!"), "CC1215" },
    };

    private static TheoryData<string, string> Pairs(IEnumerable<string> rows)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var row in rows)
        {
            foreach (var role in AllRoles)
            {
                pairs.Add(row, role.Value);
            }
        }

        return pairs;
    }

    /// <summary>One center for all cells: they change nothing of each other.</summary>
    public sealed class Center : IAsyncLifetime
    {
        public CenterFixture Value { get; private set; } = null!;

        public async Task InitializeAsync() => Value = await CenterFixture.StartAsync();

        public async Task DisposeAsync() => await Value.DisposeAsync();
    }
}
