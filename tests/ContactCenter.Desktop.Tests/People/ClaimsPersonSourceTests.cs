using System.Security.Claims;
using ContactCenter.Desktop.Circuit;

namespace ContactCenter.Desktop.Tests.People;

public sealed class ClaimsPersonSourceTests : DeskContext
{
    private readonly ClaimsPersonSource _source = new();

    [Fact]
    public void Claims_make_a_person()
    {
        var person = _source.Find(FakeLogin.User("anna", "acme", Role.Agent, Role.Supervisor)).ShouldNotBeNull();

        person.Tenant.ShouldBe(new TenantId("acme"));
        person.Principal.Kind.ShouldBe(PrincipalKind.Person);
        person.Principal.Name.ShouldBe("anna");
        person.Principal.Tenants.ShouldBe([new TenantId("acme")]);
        person.Principal.Roles.ShouldBe([Role.Agent, Role.Supervisor], ignoreOrder: true);
    }

    [Fact]
    public void A_role_nobody_knows_gives_nothing() =>
        _source.Find(FakeLogin.User("anna", "acme", new Role("root"))).ShouldNotBeNull().Principal.Roles.ShouldBeEmpty();

    [Theory]
    [InlineData("", "acme")]
    [InlineData("anna", "")]
    [InlineData("Anna Rossi", "acme")]
    [InlineData("anna", "../other")]
    public void What_is_no_id_is_nobody(string agent, string tenant) => _source.Find(FakeLogin.User(agent, tenant, Role.Agent)).ShouldBeNull();

    [Fact]
    public void Who_administers_the_center_needs_no_tenant_and_has_no_role_in_one()
    {
        var person = _source.Find(FakeLogin.Untenanted("ada", Role.CenterAdministrator, Role.Supervisor)).ShouldNotBeNull();

        person.Tenant.ShouldBeNull();
        person.Principal.Tenants.ShouldBeEmpty();
        person.Principal.Roles.ShouldBe([Role.CenterAdministrator]);
        _source.Find(FakeLogin.Untenanted("ada", Role.Supervisor)).ShouldBeNull();
    }

    [Fact]
    public void Claims_without_a_login_are_nobody() =>
        _source.Find(new ClaimsPrincipal(new ClaimsIdentity([new(DesktopClaims.Agent, "anna"), new(DesktopClaims.Tenant, "acme")]))).ShouldBeNull();

    [Theory]
    [InlineData("anna", "other", "Refused")]
    [InlineData("not a key", "acme", "NobodyHere")]
    public async Task Without_a_person_there_is_no_desk(string agent, string tenant, string fault)
    {
        Login.Be(agent, tenant, Role.Agent);

        await Workplace.OpenAsync();

        Workplace.Desk.ShouldBeNull();
        Workplace.Fault.ShouldBe(Enum.Parse<WorkplaceFault>(fault));
    }
}
