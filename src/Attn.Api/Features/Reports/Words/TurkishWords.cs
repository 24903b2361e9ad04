using System.Globalization;
using Attn.Domain;

namespace Attn.Api.Features.Reports.Words;

internal static class TurkishWords
{
    public static ReportWords All { get; } =
        new()
        {
            Formats = new(@"dd\.mm\.yyyy", "%0.0"),
            DayPattern = "dd.MM.yyyy",
            Number = "Öğrenci No",
            Name = "Adı Soyadı",
            Code = "Ders kodu",
            Section = "Şube",
            TermName = "Dönem",
            Teachers = "Öğretim elemanı",
            Dates = "Tarih",
            MadeAt = "Düzenlenme",
            Yes = "evet",
            No = "hayır",
            Page = "Sayfa &P / &N",
            Percent = percent => string.Create(CultureInfo.InvariantCulture, $"%{percent:0.##}").Replace('.', ','),
            Status = StatusOf,
            Unit = UnitOf,
            Reason = ReasonOf,
            Flag = FlagOf,
            Decider = DeciderOf,
            Term = new()
            {
                SheetName = "Devam",
                Title = "Dönem devam çizelgesi",
                Limit = "Devam sınırı",
                InBrackets = "parantez içinde ya da boş: bu öğrenci için sayılmaz",
                Filter = FilterOf,
                Totals = ["Katıldı", "Geç", "İzinli", "Yok", "Kabul edilmedi", "Bekliyor", "Devam yüzdesi", "Sınır"],
                Details =
                [
                    "Sınıra ulaşabilir",
                    "Daha kaçırabilir",
                    "Art arda kaçırdı",
                    "Katıldığı saat",
                    "Kaçırdığı saat",
                    "Sayılan birim",
                    "Var (birim)",
                    "Geç (birim)",
                    "Devamsızlık sayılan geç kalma",
                    "İzinli (birim)",
                    "Devam sayılan izinli",
                    "Hesaba katılmayan izinli",
                    "Yok ya da kabul edilmedi (birim)",
                    "Bekliyor (birim)",
                    "Yapılan (birim)",
                    "Devam edilen (birim)",
                    "Sayılan (birim)",
                    "Planlanan (birim)",
                    "Kalan (birim)",
                    "Yapılmayan",
                    "Kayıttan önce",
                    "Ayrıldıktan sonra",
                ],
                BelowLimit = "Sınırın altında",
                Exempt = "Muaf",
                CsvTotals =
                [
                    "Katıldı",
                    "Geç",
                    "İzinli",
                    "Yok",
                    "Devam yüzdesi",
                    "Katıldığı saat",
                    "Kaçırdığı saat",
                    "Sınıra ulaşabilir",
                    "Kabul edilmedi",
                    "Bekliyor",
                    "Sayılan birim",
                    "Var (birim)",
                    "Geç (birim)",
                    "Devamsızlık sayılan geç kalma",
                    "Devam sayılan izinli",
                    "Hesaba katılmayan izinli",
                    "Devam edilen (birim)",
                    "Sayılan (birim)",
                    "Planlanan (birim)",
                ],
            },
            Sessions = new()
            {
                SheetName = "Oturumlar",
                Title = "Oturumlar",
                Headings = ["No", "Tarih", "Başlangıç", "Bitiş", "Durum", "Saat", "Öğretim elemanı", "Katılan"],
                Held = "Yapıldı",
                Cancelled = "İptal edildi",
                NotHeld = "Yapılmadı",
            },
            Session = new()
            {
                SheetName = "Yoklama",
                Title = "Yoklama",
                Headings =
                [
                    "Öğrenci No",
                    "Adı Soyadı",
                    "Durum",
                    "Geliş saati",
                    "Neden ya da not",
                    "Karar veren",
                    "Reddedilen yüz kontrolü",
                    "Dikkat",
                ],
                CsvHeadings =
                [
                    "Öğrenci No",
                    "Adı Soyadı",
                    "Durum",
                    "Geliş saati",
                    "Neden",
                    "Not",
                    "Karar veren",
                    "Reddedilen yüz kontrolü",
                    "Dikkat",
                ],
                Attended = "Katılan",
                All = "Hepsi",
            },
        };

    private static StatusWords StatusOf(AttendanceStatus status) =>
        status switch
        {
            AttendanceStatus.Present => new("V", "Var"),
            AttendanceStatus.Late => new("G", "Geç"),
            AttendanceStatus.Pending => new("B", "Bekliyor"),
            AttendanceStatus.NotAccepted => new("R", "Kabul edilmedi (ret)"),
            AttendanceStatus.Excused => new("İ", "İzinli"),
            AttendanceStatus.Absent => new("Y", "Yok"),
        };

    private static string? FilterOf(TermFilter filter) =>
        filter.Only switch
        {
            null => null,
            TermPartQuery.BelowLimit => "Yalnız sınırın altındaki öğrenciler",
            TermPartQuery.CannotReach => "Yalnız sınıra artık ulaşamayacak öğrenciler",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"Yalnız art arda {filter.InARow} ya da daha çok oturum kaçıran öğrenciler"
            ),
        };

    private static string UnitOf(CountedUnit unit) =>
        unit switch
        {
            CountedUnit.Sessions => "oturum",
            CountedUnit.Hours => "saat",
        };

    private static string DeciderOf(DecidedBy decider) =>
        decider switch
        {
            DecidedBy.System => "Sistem",
            DecidedBy.Teacher => "Öğretim elemanı",
        };

    private static string ReasonOf(ReasonCode code) =>
        code switch
        {
            ReasonCode.FaceRecognitionPending => "Öz çekim kontrol ediliyor.",
            ReasonCode.WifiFailed => "Kampüs ağında değil.",
            ReasonCode.FaceVerificationRequiredButImageMissing => "Öz çekim gönderilmedi.",
            ReasonCode.ReferenceImageNotFound => "Karşılaştırılacak profil fotoğrafı yok.",
            ReasonCode.FaceVerificationSubmissionFailed => "Öz çekim kontrol edilemedi.",
            ReasonCode.FaceVerificationFailed => "Yüz kontrolü başarısız oldu.",
            ReasonCode.FaceVerificationTimeout => "Kontrol çok uzun sürdü.",
            ReasonCode.NeedsTeacher => "Öğretim elemanı bakacak.",
            ReasonCode.SelfieUsedBefore => "Bu öz çekim daha önce kullanılmış.",
        };

    private static string FlagOf(RecordFlag flag) =>
        flag switch
        {
            RecordFlag.ManyFromOnePlace => "Aynı yerden çok sayıda giriş hakkı alındı",
            RecordFlag.LateTicket => "Kod geç kullanıldı",
            RecordFlag.FaceRefusedBefore => "Daha önce bir yüz kontrolü kabul edilmedi",
            RecordFlag.ProfilePhotoCopy => "Öz çekim profil fotoğrafına benziyor",
            RecordFlag.NotEnrolled => "Sınıf listesinde yok",
        };
}
