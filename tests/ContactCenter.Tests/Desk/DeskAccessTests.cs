using System.Reflection;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;
using static ContactCenter.Tests.Desk.DeskRights;

namespace ContactCenter.Tests.Desk;

/// <summary>Who may do and see what: every command and every read, with every role, through a real desk.</summary>
public sealed class DeskAccessTests(DeskAccessTests.Center fixture) : IClassFixture<DeskAccessTests.Center>
{
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
