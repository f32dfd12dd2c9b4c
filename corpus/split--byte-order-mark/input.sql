SELECT 1;
-- ﻿
SELECT 'é;😀;';
SELECT é$$;
