// A CRM of somebody else, at an address of its own, that shows the contact center's desktop beside its customers.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls(builder.Configuration["urls"] ?? "http://localhost:5095");
var center = (builder.Configuration["center"] ?? "http://localhost:5080").TrimEnd('/');

var app = builder.Build();
var pages = Path.Combine(AppContext.BaseDirectory, "wwwroot");
app.MapGet("/", (HttpContext http) =>
{
    // What the CRM itself allows: its own scripts, the center's one, and the center in a frame.
    http.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' {center}; frame-src {center}; object-src 'none'; base-uri 'none'";
    return Results.Text(File.ReadAllText(Path.Combine(pages, "index.html")).Replace("CENTER", center, StringComparison.Ordinal), "text/html; charset=utf-8");
});
app.MapGet("/crm.js", () => Results.File(Path.Combine(pages, "crm.js"), "text/javascript"));
app.MapGet("/crm.css", () => Results.File(Path.Combine(pages, "crm.css"), "text/css"));
await app.StartAsync();
Console.WriteLine($"CRM listening on {app.Urls.First()}");
await app.WaitForShutdownAsync();
