using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ContactCenter.Benchmarks.Logs;

namespace ContactCenter.Benchmarks.Web;

/// <summary>The ceiling of the load, a process of its own: Kestrel, the signature checked, one bare append, 200.</summary>
internal static class BareEndpoint
{
    public const string Verb = "bare-endpoint";

    private const string Answer = """<?xml version="1.0" encoding="UTF-8"?><Response/>""";

    public static async Task<int> RunAsync(string url)
    {
        var folder = Directory.CreateTempSubdirectory("contactcenter-bench-").FullName;
        await using var bare = new BareSqlite(Path.Combine(folder, "bare.db"));
        var key = Encoding.UTF8.GetBytes(Carrier.Token);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        app.Run(async context =>
        {
            context.Request.EnableBuffering();
            var form = await context.Request.ReadFormAsync();
            if (Sign(key, url + context.Request.Path, form) != context.Request.Headers["X-Twilio-Signature"])
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            context.Request.Body.Position = 0;
            var body = new byte[(int)context.Request.Body.Length];
            await context.Request.Body.ReadExactlyAsync(body);
            await bare.AppendAsync(body);
            context.Response.ContentType = "text/xml; charset=utf-8";
            context.Response.ContentLength = Answer.Length;
            await context.Response.WriteAsync(Answer);
        });
        await app.StartAsync();
        Console.WriteLine("listening");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static string Sign(byte[] key, string url, IFormCollection form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in form.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value.ToString());
        }

#pragma warning disable CA5350 // The algorithm is Twilio's choice.
        return Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }
}
