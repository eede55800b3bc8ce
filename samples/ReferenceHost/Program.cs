using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Routing;
using ReferenceHost;
using ReferenceHost.Demo;
using ReferenceHost.Login;
using Scalar.AspNetCore;

StartOptions options;
try
{
    options = StartOptions.Parse(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

if (options.Help)
{
    Console.WriteLine(StartOptions.HelpText);
    return 0;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = StartOptions.Root });
builder.WebHost.UseUrls(options.Urls).UseStaticWebAssets();
builder.AddLogin(options);
builder.AddTelemetry();
builder.Services.AddFaultSwitch();
var telephone = new Telephone(options, builder.Configuration);
builder.Services.AddSingleton(telephone);
builder.AddDemo(options); // before the center: the carrier is there when the center looks for what it missed

builder.Services.AddContactCenter(cc => cc
    .UseSqlite(options.Data)
    .SignLogs(s => (s.KeyName, s.MakeKey) = (options.Url.Host, true))
    .AddTenantAdministration()
    .AddTenant("acme", t => t.Named("Acme Gas & Heating")
        .AddQueue("faults", q => q.Named("Faults").RequireSkill("gas", 3).ServiceLevel(80, TimeSpan.FromSeconds(20)))
        .AddQueue("bookings", q => q.Named("Bookings and bills").RequireSkill("office", 2).ServiceLevel(80, TimeSpan.FromSeconds(60)))
        .AddCalendar("office", c => c.Named("Office hours").In("Europe/Rome").Open("08:00-12:30 14:00-18:00").Closed("01-01", "08-15", "12-25"))
        .AddQueue("contracts", q => q.Named("New contracts").RequireSkill("office", 6).OpenBy("office").Guided("new-contract") // agents transfer to it
            .AddRing(TimeSpan.FromSeconds(30), r => r.LowerBy = 4)
            .AddOverflow(OverflowOptions.ToQueue(OverflowTrigger.Closed, "bookings")))
        .AddAgent("anna", a => a.Named("Anna Rossi").Skill("gas", 5).Skill("office", 3).TakesOne())
        .AddAgent("bruno", a => a.Named("Bruno Conti").Skill("gas", 8).TakesOne())
        .AddAgent("carla", a => a.Named("Carla Riva").Skill("gas", 3).Skill("office", 7).TakesOne())
        .AddAgent("dario", a => a.Named("Dario Galli").Skill("gas", 6).Skill("office", 4))
        .AddAgent("elena", a => a.Named("Elena Ferri").Skill("gas", 4).Skill("office", 6))
        .AddAgent("sofia", a => a.Named("Sofia Marchi").Skill("gas", 9).Skill("office", 9))
        .AddEndpoint("sms-main", ChannelKind.Sms, Address.Phone(options.Number), e => e.ToQueue("faults").Answers(
            noAgent: "Acme Gas & Heating: we have your message and answer as soon as a colleague is here. Smell of gas? Leave the building and call 112.",
            queueFull: "Acme Gas & Heating: many people are writing to us; we answer in turn. Smell of gas? Leave the building and call 112."))
        .AddEndpoint("chat-site", ChannelKind.Chat, new Address(new AddressKind("page"), "acme"), e => e.ToQueue("bookings").Answers(
            noAgent: "We have your message and answer here as soon as a colleague is free. Smell of gas? Leave the building and call 112.",
            queueFull: "Many people are writing to us; we answer in turn. Smell of gas? Leave the building and call 112."))
        .AddScript("new-contract", Script("new-contract"))
        .AddScript("meter-reading", Script("meter-reading"))
        .AddEndpoint("chat-readings", ChannelKind.Chat, new Address(new AddressKind("page"), "readings"), e => e.ToQueue("bookings").Runs("meter-reading").Answers(
            noAgent: "We have your message and answer here as soon as a colleague is free. Smell of gas? Leave the building and call 112.",
            queueFull: "Many people are writing to us; we answer in turn. Smell of gas? Leave the building and call 112."))
        .AddScript("telephone", Script("telephone"))
        .AddEndpoint("telephone", ChannelKind.Voice, Address.Phone(Telephone.Number), e => e.ToQueue("faults").Runs("telephone").Speaks("en").Answers(
            noAgent: "Nobody is here at the moment. Please hold the line, or call again later.",
            queueFull: "All our colleagues are busy. Please hold the line."))
        .AddCampaign("service", c => c.Named("Boiler service").Calls("telephone", "bookings").During("office").Mode = CampaignMode.Preview) // dials nothing before a supervisor starts it
        .AddEndpoint("form-callback", ChannelKind.Form, new Address(new AddressKind("form"), "callback"), e => e.ToQueue("bookings"))
        .AddDisposition("resolved", "Resolved").AddDisposition("technician", "Technician sent").AddDisposition("booked", "Appointment made")
        .AddDisposition("information", "Information given").AddDisposition("no-answer", "Customer did not answer any more")
        .AddNotReadyReason("break", "Break").AddNotReadyReason("lunch", "Lunch").AddNotReadyReason("paperwork", "Paperwork").AddNotReadyReason("training", "Training"))
    .AddTwilio(options.Connect)
    .AddWebChat(w => w.Page("acme", p => p.Ask(options.Url.GetLeftPart(UriPartial.Authority))).Page("readings", p => p.Ask(options.Url.GetLeftPart(UriPartial.Authority))))
    .AddWebForms(w => w.DescribeCallback(options.Url.GetLeftPart(UriPartial.Authority)))
    .AddTelephone(telephone)
    .AddContactCenterWeb(w => w.PublicUrl ??= options.Url));

builder.Services.AddContactCenterDesktop(d => (d.Title, d.LogOutPath) = ("Acme Gas & Heating", "logout"));
builder.Services.AddOpenApi(o => o.AddContactCenter());

var app = builder.Build();
app.UseAuthentication();
app.UseRateLimiter();
app.UseAuthorization();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapLogin();
app.MapCustomerPage();
app.MapFormPage();
app.MapContactCenter();
app.MapContactCenterDesktop();
app.MapOpenApi();
app.MapScalarApiReference("/scalar", s => s.WithTitle("ContactCenter API").DisableDefaultFonts());
await app.StartAsync();
if (options.RebuildViews)
{
    await app.RebuildViewsAsync();
}

if (options.Check)
{
    return await app.CheckAsync();
}

await app.WaitForShutdownAsync();
return 0;

static string Script(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripts", name + ".flow"));
